package io.quill.events.resolve;

import io.quill.events.ledger.Entry;
import io.quill.events.source.hubspot.Answer;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.CrmRecord;
import io.quill.events.source.hubspot.ObjectKey;
import io.quill.events.source.hubspot.ObjectType;
import io.quill.events.source.hubspot.Owners;
import io.quill.events.source.hubspot.Portal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads a batch of records from HubSpot, and decides on each of them. */
public final class LookUp {
    private static final Duration UNTIL_THERE_IS_A_ROSTER = Duration.ofSeconds(30);

    private final Crm crm;
    private final Owners owners;
    private final Portal portal;
    private final Choices choices;
    private final Supplier<Optional<AgentByEmail>> agents;

    /**
     * @param agents none before Aloware's roster has been read for the first time: an owner who is
     *     looked up then would get an id of his own
     */
    public LookUp(
            Crm crm,
            Owners owners,
            Portal portal,
            Choices choices,
            Supplier<Optional<AgentByEmail>> agents) {
        this.crm = crm;
        this.owners = owners;
        this.portal = portal;
        this.choices = choices;
        this.agents = agents;
    }

    /** What to look up belongs to one type, and is at most what one read takes. */
    Answer<Map<Entry, Decision>> decide(ObjectType type, Map<ObjectKey, Entry> batch) {
        Optional<AgentByEmail> known = agents.get();
        if (known.isEmpty()) {
            return new Answer.Withheld<>(
                    "Aloware's roster has not been read yet", UNTIL_THERE_IS_A_ROSTER);
        }
        List<String> ids = batch.keySet().stream().map(ObjectKey::id).distinct().toList();
        return crm.read(type, ids).then(records -> decide(batch, records, known.get()));
    }

    private Answer<Map<Entry, Decision>> decide(
            Map<ObjectKey, Entry> batch, List<CrmRecord> records, AgentByEmail known) {
        Set<String> owning =
                records.stream()
                        .map(CrmRecord::ownerId)
                        .filter(id -> !id.isEmpty())
                        .collect(Collectors.toSet());
        Map<String, CrmRecord> found =
                records.stream()
                        .collect(Collectors.toMap(CrmRecord::id, each -> each, (one, _) -> one));
        return owners.knowing(owning)
                .map(all -> decide(batch, found, new Counting(all, known, choices)));
    }

    private static Map<Entry, Decision> decide(
            Map<ObjectKey, Entry> batch, Map<String, CrmRecord> found, Counting counting) {
        Map<Entry, Decision> decisions = new HashMap<>();
        batch.forEach((key, entry) -> decisions.put(entry, decide(key, entry, found, counting)));
        return decisions;
    }

    private static Decision decide(
            ObjectKey key, Entry entry, Map<String, CrmRecord> found, Counting counting) {
        return Optional.ofNullable(found.get(key.id()))
                .flatMap(record -> entry.event().map(held -> counting.decide(held, record)))
                .orElseGet(() -> new Decision.NotYet("HubSpot does not have it, or no longer"));
    }

    /** Whether an object lies where the token cannot see it. Nobody can tell: then it does not. */
    boolean isElsewhere(ObjectKey key) {
        return portal.id() instanceof Answer.Given<String>(String id) && !id.equals(key.portal());
    }
}

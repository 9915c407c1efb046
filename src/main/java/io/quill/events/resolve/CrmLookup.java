package io.quill.events.resolve;

import io.quill.events.ledger.LedgerEntry;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.CrmRecord;
import io.quill.events.source.hubspot.HubSpotResult;
import io.quill.events.source.hubspot.ObjectKey;
import io.quill.events.source.hubspot.ObjectType;
import io.quill.events.source.hubspot.OwnerCache;
import io.quill.events.source.hubspot.Portal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads a batch of records from HubSpot and decides on each of them. */
public final class CrmLookup {
    private static final Duration UNTIL_THERE_IS_A_ROSTER = Duration.ofSeconds(30);

    private final Crm crm;
    private final OwnerCache ownerCache;
    private final Portal portal;
    private final CountingOptions countingOptions;
    private final Supplier<Optional<AgentDirectory>> agents;

    /**
     * @param agents none before Aloware's roster has been read for the first time: an owner who is
     *     looked up then would get an id of his own
     */
    public CrmLookup(
            Crm crm,
            OwnerCache ownerCache,
            Portal portal,
            CountingOptions countingOptions,
            Supplier<Optional<AgentDirectory>> agents) {
        this.crm = crm;
        this.ownerCache = ownerCache;
        this.portal = portal;
        this.countingOptions = countingOptions;
        this.agents = agents;
    }

    /** Looks up objects of one type, at most as many as one read takes. */
    HubSpotResult<Map<LedgerEntry, Resolution>> decide(
            ObjectType type, Map<ObjectKey, LedgerEntry> batch) {
        Optional<AgentDirectory> known = agents.get();
        if (known.isEmpty()) {
            return new HubSpotResult.Withheld<>(
                    "Aloware's roster has not been read yet", UNTIL_THERE_IS_A_ROSTER);
        }
        List<String> ids = batch.keySet().stream().map(ObjectKey::id).distinct().toList();
        return crm.read(type, ids).then(records -> decide(batch, records, known.get()));
    }

    private HubSpotResult<Map<LedgerEntry, Resolution>> decide(
            Map<ObjectKey, LedgerEntry> batch, List<CrmRecord> records, AgentDirectory known) {
        Set<String> owning =
                records.stream()
                        .map(CrmRecord::ownerId)
                        .filter(id -> !id.isEmpty())
                        .collect(Collectors.toSet());
        Map<String, CrmRecord> found =
                records.stream()
                        .collect(Collectors.toMap(CrmRecord::id, each -> each, (one, _) -> one));
        return ownerCache
                .including(owning)
                .map(all -> decide(batch, found, new ResolutionRules(all, known, countingOptions)));
    }

    private static Map<LedgerEntry, Resolution> decide(
            Map<ObjectKey, LedgerEntry> batch,
            Map<String, CrmRecord> found,
            ResolutionRules resolutionRules) {
        Map<LedgerEntry, Resolution> decisions = new HashMap<>();
        batch.forEach(
                (key, ledgerEntry) ->
                        decisions.put(
                                ledgerEntry, decide(key, ledgerEntry, found, resolutionRules)));
        return decisions;
    }

    private static Resolution decide(
            ObjectKey key,
            LedgerEntry ledgerEntry,
            Map<String, CrmRecord> found,
            ResolutionRules resolutionRules) {
        return Optional.ofNullable(found.get(key.id()))
                .flatMap(
                        record ->
                                ledgerEntry
                                        .event()
                                        .map(held -> resolutionRules.decide(held, record)))
                .orElseGet(() -> new Resolution.NotYet("HubSpot does not have it, or no longer"));
    }

    /**
     * Returns whether an object is in another portal, which the token cannot read; false if that is
     * not known.
     */
    boolean isInOtherPortal(ObjectKey key) {
        return portal.id() instanceof HubSpotResult.Given<String>(String id)
                && !id.equals(key.portal());
    }
}

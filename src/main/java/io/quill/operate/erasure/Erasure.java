package io.quill.operate.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.EventKey;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.CellFormat;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.MemberPayloads;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.roster.RosterMember;
import io.quill.events.dimension.sync.DimensionSyncService;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.ledger.Ledger;
import io.quill.operate.access.audit.PayloadStore;
import io.quill.operate.rest.once.RequestIdStore;
import io.quill.platform.jobs.RunResults;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemPage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Erases an agent from everything that is kept. Rows and versions come last, so that an interrupted
 * erasure can be repeated.
 */
public final class Erasure {
    private static final String RAW = "raw#";
    private static final String ANSWERS = "ONCE#";
    private static final int PAGE = 500;

    private final DataStore store;
    private final WantedRows wanted;
    private final Roster roster;
    private final DimensionSyncService dimensions;
    private final Ledger ledger;
    private final PayloadStore payloadStore;

    public Erasure(
            DataStore store,
            WantedRows wanted,
            Roster roster,
            DimensionSyncService dimensions,
            Ledger ledger,
            PayloadStore payloadStore) {
        this.store = store;
        this.wanted = wanted;
        this.roster = roster;
        this.dimensions = dimensions;
        this.ledger = ledger;
        this.payloadStore = payloadStore;
    }

    public boolean isKnown(String agentId) {
        return row(agentId).isPresent();
    }

    /** Returns the places where the name or address is found. */
    public ErasureFindings find(String agentId) {
        return texts(person(agentId), false);
    }

    /** Removes the agent; empty while a sync of agents is running, which would bring them back. */
    public Optional<ErasureFindings> erase(String agentId) {
        roster.markErased(agentId);
        ErasureFindings erasureFindings = texts(person(agentId), true);
        roster.pseudonymize(agentId);
        return dimensions.rewrite(Subject.AGENTS, without(agentId))
                ? Optional.of(erasureFindings)
                : Optional.empty();
    }

    private ErasureSubject person(String agentId) {
        Set<String> words = new HashSet<>();
        row(agentId).ifPresent(row -> words.addAll(List.of(row.name(), row.email())));
        roster.namesOf(agentId).forEach(each -> words.addAll(List.of(each.name(), each.email())));
        dimensions.countRewrites(
                Subject.AGENTS,
                told -> {
                    for (RosterMember each : MemberPayloads.find(agentId, told)) {
                        words.addAll(List.of(each.name(), each.email()));
                    }
                    return told;
                });
        return new ErasureSubject(agentId, words);
    }

    private Optional<AgentRow> row(String agentId) {
        return wanted.row(Dimension.AGENT, CellFormat.foldKey(agentId)).map(AgentRow::of);
    }

    private static UnaryOperator<JsonNode> without(String agentId) {
        return told -> MemberPayloads.pseudonymize(CellFormat.foldKey(agentId)::equals, told);
    }

    private ErasureFindings texts(ErasureSubject erasureSubject, boolean takeOut) {
        List<Item> answers = new ArrayList<>();
        List<Item> runs = new ArrayList<>();
        Set<String> unread = new TreeSet<>();
        scan(
                item -> {
                    if (item.key().sk().startsWith(RAW)) {
                        unread.add(item.key().pk());
                    } else if (item.key().pk().startsWith(ANSWERS)) {
                        answers.add(item);
                    } else if (RunResults.of(item).isPresent()) {
                        runs.add(item);
                    }
                });
        String nobody = MemberPayloads.pseudonym(erasureSubject.agentId());
        return new ErasureFindings(
                row(erasureSubject.agentId()).filter(row -> !row.name().equals(nobody)).stream()
                        .count(),
                roster.namesOf(erasureSubject.agentId()).stream()
                        .filter(each -> !each.name().equals(nobody))
                        .count(),
                dimensions.countRewrites(Subject.AGENTS, without(erasureSubject.agentId())),
                unread.stream()
                        .filter(key -> body(new EventKey(key), erasureSubject, takeOut))
                        .count(),
                payloadStore.hashes().stream()
                        .filter(it -> payload(it, erasureSubject, takeOut))
                        .count(),
                answers.stream().filter(item -> answer(item, erasureSubject, takeOut)).count(),
                runs.stream().filter(item -> run(item, erasureSubject, takeOut)).count());
    }

    private void scan(Consumer<Item> each) {
        Optional<String> after = Optional.empty();
        do {
            ItemPage itemPage = store.scan(PAGE, after);
            itemPage.items().forEach(each);
            after = itemPage.next();
        } while (after.isPresent());
    }

    private boolean body(EventKey key, ErasureSubject erasureSubject, boolean takeOut) {
        Optional<byte[]> raw = ledger.raw(key).filter(erasureSubject::isIn);
        if (takeOut) {
            raw.ifPresent(bytes -> ledger.replaceRaw(key, erasureSubject.removeFrom(bytes)));
        }
        return raw.isPresent();
    }

    private boolean payload(String hash, ErasureSubject erasureSubject, boolean takeOut) {
        Optional<byte[]> sent = payloadStore.find(hash).filter(erasureSubject::isIn);
        if (takeOut) {
            sent.ifPresent(bytes -> payloadStore.replace(hash, erasureSubject.removeFrom(bytes)));
        }
        return sent.isPresent();
    }

    private boolean answer(Item item, ErasureSubject erasureSubject, boolean takeOut) {
        Optional<byte[]> told = RequestIdStore.bodyOf(item).filter(erasureSubject::isIn);
        if (takeOut) {
            told.ifPresent(
                    body ->
                            store.write(
                                    RequestIdStore.withBody(
                                            item, erasureSubject.removeFrom(body))));
        }
        return told.isPresent();
    }

    private boolean run(Item item, ErasureSubject erasureSubject, boolean takeOut) {
        Optional<byte[]> result =
                RunResults.of(item).map(text -> text.getBytes(UTF_8)).filter(erasureSubject::isIn);
        if (takeOut) {
            result.map(erasureSubject::removeFrom)
                    .map(bytes -> new String(bytes, UTF_8))
                    .ifPresent(text -> store.write(RunResults.replace(item, text)));
        }
        return result.isPresent();
    }
}

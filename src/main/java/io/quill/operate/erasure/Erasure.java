package io.quill.operate.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.EventKey;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Cell;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Member;
import io.quill.events.dimension.roster.Members;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Syncs;
import io.quill.events.ledger.Ledger;
import io.quill.operate.access.audit.Payloads;
import io.quill.operate.rest.once.Repeats;
import io.quill.platform.jobs.Results;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Goes through everything that is kept. What the agent was called is known from rows and versions,
 * so these come last: whoever is interrupted can be asked again.
 */
public final class Erasure {
    private static final String RAW = "raw#";
    private static final String ANSWERS = "ONCE#";
    private static final int PAGE = 500;

    private final DataStore store;
    private final WantedRows wanted;
    private final Roster roster;
    private final Syncs dimensions;
    private final Ledger ledger;
    private final Payloads payloads;

    public Erasure(
            DataStore store,
            WantedRows wanted,
            Roster roster,
            Syncs dimensions,
            Ledger ledger,
            Payloads payloads) {
        this.store = store;
        this.wanted = wanted;
        this.roster = roster;
        this.dimensions = dimensions;
        this.ledger = ledger;
        this.payloads = payloads;
    }

    public boolean isKnown(String agentId) {
        return row(agentId).isPresent();
    }

    /** Where the name or address stands. */
    public Traces look(String agentId) {
        return texts(person(agentId), false);
    }

    /** Takes them out; nothing where a sync of agents is under way, which would bring them back. */
    public Optional<Traces> erase(String agentId) {
        roster.keepOut(agentId);
        Traces traces = texts(person(agentId), true);
        roster.blank(agentId);
        return dimensions.rewrite(Subject.AGENTS, without(agentId))
                ? Optional.of(traces)
                : Optional.empty();
    }

    private Person person(String agentId) {
        Set<String> words = new HashSet<>();
        row(agentId).ifPresent(row -> words.addAll(List.of(row.name(), row.email())));
        roster.namesakes(agentId).forEach(each -> words.addAll(List.of(each.name(), each.email())));
        dimensions.differing(
                Subject.AGENTS,
                told -> {
                    for (Member each : Members.under(agentId, told)) {
                        words.addAll(List.of(each.name(), each.email()));
                    }
                    return told;
                });
        return new Person(agentId, words);
    }

    private Optional<AgentRow> row(String agentId) {
        return wanted.row(Dimension.AGENT, Cell.key(agentId)).map(AgentRow::of);
    }

    private static UnaryOperator<JsonNode> without(String agentId) {
        return told -> Members.without(Cell.key(agentId)::equals, told);
    }

    private Traces texts(Person person, boolean takeOut) {
        List<Item> answers = new ArrayList<>();
        List<Item> runs = new ArrayList<>();
        Set<String> unread = new TreeSet<>();
        scan(
                item -> {
                    if (item.key().sk().startsWith(RAW)) {
                        unread.add(item.key().pk());
                    } else if (item.key().pk().startsWith(ANSWERS)) {
                        answers.add(item);
                    } else if (Results.of(item).isPresent()) {
                        runs.add(item);
                    }
                });
        String nobody = Members.pseudonym(person.agentId());
        return new Traces(
                row(person.agentId()).filter(row -> !row.name().equals(nobody)).stream().count(),
                roster.namesakes(person.agentId()).stream()
                        .filter(each -> !each.name().equals(nobody))
                        .count(),
                dimensions.differing(Subject.AGENTS, without(person.agentId())),
                unread.stream().filter(key -> body(new EventKey(key), person, takeOut)).count(),
                payloads.hashes().stream().filter(it -> payload(it, person, takeOut)).count(),
                answers.stream().filter(item -> answer(item, person, takeOut)).count(),
                runs.stream().filter(item -> run(item, person, takeOut)).count());
    }

    private void scan(Consumer<Item> each) {
        Optional<String> after = Optional.empty();
        do {
            Page page = store.scan(PAGE, after);
            page.items().forEach(each);
            after = page.next();
        } while (after.isPresent());
    }

    private boolean body(EventKey key, Person person, boolean takeOut) {
        Optional<byte[]> raw = ledger.raw(key).filter(person::isIn);
        if (takeOut) {
            raw.ifPresent(bytes -> ledger.replaceRaw(key, person.takenOutOf(bytes)));
        }
        return raw.isPresent();
    }

    private boolean payload(String hash, Person person, boolean takeOut) {
        Optional<byte[]> sent = payloads.find(hash).filter(person::isIn);
        if (takeOut) {
            sent.ifPresent(bytes -> payloads.replace(hash, person.takenOutOf(bytes)));
        }
        return sent.isPresent();
    }

    private boolean answer(Item item, Person person, boolean takeOut) {
        Optional<byte[]> told = Repeats.bodyOf(item).filter(person::isIn);
        if (takeOut) {
            told.ifPresent(body -> store.write(Repeats.withBody(item, person.takenOutOf(body))));
        }
        return told.isPresent();
    }

    private boolean run(Item item, Person person, boolean takeOut) {
        Optional<byte[]> result =
                Results.of(item).map(text -> text.getBytes(UTF_8)).filter(person::isIn);
        if (takeOut) {
            result.map(person::takenOutOf)
                    .map(bytes -> new String(bytes, UTF_8))
                    .ifPresent(text -> store.write(Results.instead(item, text)));
        }
        return result.isPresent();
    }
}

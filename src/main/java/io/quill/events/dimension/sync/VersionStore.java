package io.quill.events.dimension.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.events.dimension.sync.Version.Origin;
import io.quill.events.dimension.sync.Version.Stage;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.ChunkedItems;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Versions of one subject in the store. One is stored whole before the head names it, and one write
 * to the head makes it the latest; while it is open, its rows are not all wanted yet.
 */
final class VersionStore {
    private static final String HEADS = "DIMSYNC";
    private static final String LAST = "last";
    private static final String OPEN = "open";
    private static final String STAMP = "stamp";
    private static final String DUE = "due";
    private static final String ROLLBACK = "rollbackTo";
    private static final String REWRITES = "rewritesPast";

    private final DataStore store;
    private final Subject subject;
    private final ItemKey head;
    private final String partition;

    /** Number of the latest version, 0 for none, and whether it is still open. */
    record Head(long last, boolean open, String stamp) {
        static final Head NONE = new Head(0, false, "");
    }

    /** Everything that there is about a version. */
    record Entry(Version version, Set<Option> options, String payload, String state) {}

    VersionStore(DataStore store, Subject subject) {
        this.store = store;
        this.subject = subject;
        this.head = new ItemKey(HEADS, subject.word());
        this.partition = HEADS + "#" + subject.word();
    }

    Head head() {
        return store.get(head, Consistency.STRONG)
                .map(
                        item ->
                                new Head(
                                        item.number(LAST).orElse(0L),
                                        item.number(OPEN).orElse(0L) == 1,
                                        item.text(STAMP).orElse("")))
                .orElse(Head.NONE);
    }

    /** Makes a version the latest, and open. */
    void commit(Guard guard, Entry entry) {
        long number = entry.version().number();
        List<Write> writes = new ArrayList<>();
        chunks(payloadKey(number), entry.payload(), writes);
        chunks(stateKey(number), entry.state(), writes);
        writes.add(new Write.Put(item(entry), Condition.NONE));
        store.writeAll(writes, guard);
        store.writeAll(
                List.of(update(AttributeChange.set(LAST, number), AttributeChange.set(OPEN, 1))),
                guard);
    }

    /** Rewrites payload and state of a version, and leaves what is told of it. */
    void rewrite(Guard guard, Entry before, Entry after) {
        long number = before.version().number();
        List<Write> writes = new ArrayList<>();
        if (!after.payload().equals(before.payload())) {
            writes.addAll(
                    ChunkedItems.replace(
                            store, partition, payloadKey(number), bytes(after.payload())));
        }
        if (!after.state().equals(before.state())) {
            writes.addAll(
                    ChunkedItems.replace(store, partition, stateKey(number), bytes(after.state())));
        }
        if (!writes.isEmpty()) {
            store.writeAll(writes, guard);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Closes the latest version, all of whose rows are wanted as of this stamp. */
    void close(Guard guard, String stamp) {
        store.writeAll(
                List.of(update(AttributeChange.set(OPEN, 0), AttributeChange.set(STAMP, stamp))),
                guard);
    }

    private Write update(AttributeChange... changes) {
        return new Write.Update(head, List.of(changes), Condition.NONE);
    }

    Optional<Entry> entry(long number) {
        Head now = head();
        return item(number, now).map(item -> read(item, now));
    }

    Optional<String> state(long number) {
        return item(number, head()).flatMap(_ -> text(stateKey(number)));
    }

    Optional<String> payload(long number) {
        return item(number, head()).flatMap(_ -> text(payloadKey(number)));
    }

    /** Returns the versions, the latest first. */
    List<Version> versions() {
        Head now = head();
        Query query = Query.of(partition).withPrefix("v").descending().consistent();
        List<Version> versions = new ArrayList<>();
        Optional<Query> rest = Optional.of(query);
        while (rest.isPresent()) {
            ItemPage itemPage = store.query(rest.get());
            itemPage.items().stream()
                    .filter(item -> number(item) <= now.last())
                    .forEach(item -> versions.add(version(item, now)));
            rest = itemPage.next().map(query::after);
        }
        return versions;
    }

    /** One behind the head was never committed. */
    private Optional<Item> item(long number, Head now) {
        return number < 1 || number > now.last()
                ? Optional.empty()
                : store.get(new ItemKey(partition, versionKey(number)), Consistency.STRONG);
    }

    private void chunks(String prefix, String text, List<Write> writes) {
        ChunkedItems.of(partition, prefix, text.getBytes(UTF_8))
                .forEach(chunk -> writes.add(new Write.Put(chunk, Condition.NONE)));
    }

    private Optional<String> text(String prefix) {
        return ChunkedItems.read(store, partition, prefix).map(bytes -> new String(bytes, UTF_8));
    }

    private Entry read(Item item, Head now) {
        long number = number(item);
        Set<Option> options =
                item.number(REWRITES).isPresent() ? Set.of(Option.REWRITE_PAST) : Set.of();
        return new Entry(
                version(item, now),
                options,
                text(payloadKey(number)).orElseThrow(),
                text(stateKey(number)).orElseThrow());
    }

    private Item item(Entry entry) {
        Version version = entry.version();
        Delta.Counts counts = version.counts();
        Item.Builder item =
                Item.at(partition, versionKey(version.number()))
                        .with("at", version.at().toString())
                        .with("who", version.who())
                        .with("from", version.from())
                        .with("label", version.label())
                        .with("hash", version.hash())
                        .with("bytes", version.bytes())
                        .with("added", counts.added())
                        .with("changed", counts.changed())
                        .with("removed", counts.removed())
                        .with("unchanged", counts.unchanged());
        version.due().ifPresent(due -> item.with(DUE, due.toString()));
        if (version.origin() instanceof Origin.Rollback(long to)) {
            item.with(ROLLBACK, to);
        }
        if (entry.options().contains(Option.REWRITE_PAST)) {
            item.with(REWRITES, 1);
        }
        return item.build();
    }

    private Version version(Item item, Head now) {
        long number = number(item);
        return new Version(
                subject,
                number,
                Instant.parse(text(item, "at")),
                text(item, "who"),
                text(item, "from"),
                item.number(ROLLBACK).<Origin>map(Origin.Rollback::new).orElseGet(Origin.Sync::new),
                text(item, "label"),
                item.text(DUE).map(LocalDate::parse),
                text(item, "hash"),
                item.number("bytes").orElseThrow(),
                new Delta.Counts(
                        count(item, "added"),
                        count(item, "changed"),
                        count(item, "removed"),
                        count(item, "unchanged")),
                now.open() && number == now.last() ? Stage.OPEN : Stage.APPLIED);
    }

    private static String text(Item item, String name) {
        return item.text(name).orElseThrow();
    }

    private static int count(Item item, String name) {
        return Math.toIntExact(item.number(name).orElseThrow());
    }

    private static long number(Item item) {
        return Long.parseLong(item.key().sk().substring(1));
    }

    private static String versionKey(long number) {
        return "v%019d".formatted(number);
    }

    private static String payloadKey(long number) {
        return "p%019d#".formatted(number);
    }

    private static String stateKey(long number) {
        return "s%019d#".formatted(number);
    }
}

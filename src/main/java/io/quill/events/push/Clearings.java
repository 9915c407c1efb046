package io.quill.events.push;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Tables that an operator wants emptied. An order is only written down, by whichever process takes
 * it; the holder of the lease carries it out, between two batches.
 */
public final class Clearings {
    private static final String PARTITION = "CLEARINGS";
    private static final String LATER = "#";
    private static final String WHO = "who";
    private static final String AT = "at";

    /** Who orders a table to be loaded again after a request without an answer. */
    public static final String DOUBT = "a request without an answer";

    private final DataStore store;

    /** An order that waits for the pusher, or for its time. */
    public record Clearing(String table, String who, Instant at, Key key) {
        /** Whether a request without an answer is the reason, and not a person. */
        public boolean isForADoubt() {
            return who.equals(DOUBT);
        }
    }

    public Clearings(DataStore store) {
        this.store = store;
    }

    /** Ordered twice before it is carried out, it is carried out once. */
    public Clearing order(String table, String who, InstantSource clock) {
        return order(new Clearing(table, who, clock.instant(), new Key(PARTITION, table)));
    }

    /** To be carried out then and no sooner, whatever else is ordered, and by whom. */
    public Clearing orderFor(Instant at, String table, String who) {
        return order(new Clearing(table, who, at, new Key(PARTITION, table + LATER + at)));
    }

    private Clearing order(Clearing clearing) {
        store.write(
                new Write.Update(
                        clearing.key(),
                        List.of(
                                Change.set(WHO, clearing.who()),
                                Change.set(AT, clearing.at().toString())),
                        Condition.NONE));
        return clearing;
    }

    public List<Clearing> pending() {
        return store.query(Query.of(PARTITION).consistent()).items().stream()
                .map(Clearings::clearing)
                .toList();
    }

    private static Clearing clearing(Item item) {
        return new Clearing(
                item.key().sk().split(LATER, 2)[0],
                item.text(WHO).orElseThrow(),
                Instant.parse(item.text(AT).orElseThrow()),
                item.key());
    }

    /** Only under the lease: a clear by one who has lost it would empty what a successor pushed. */
    void begun(Guard guard, Clearing clearing) {
        store.writeAll(
                List.of(
                        new Write.Update(
                                clearing.key(),
                                List.of(Change.add("begun", 1)),
                                Condition.is(AT, clearing.at().toString()))),
                guard);
    }

    /** It was carried out; one that was ordered again meanwhile still waits. */
    public void done(Guard guard, Clearing clearing) {
        store.writeAll(
                List.of(
                        new Write.Delete(
                                clearing.key(), Condition.is(AT, clearing.at().toString()))),
                guard);
    }
}

package io.quill.events.push;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Orders to empty a table. Any process writes one down; the holder of the lease carries it out
 * between two batches.
 */
public final class ClearOrders {
    private static final String PARTITION = "CLEARINGS";
    private static final String LATER = "#";
    private static final String WHO = "who";
    private static final String AT = "at";

    /** Name of who orders a table to be loaded again after an unanswered request. */
    public static final String DOUBT = "a request without an answer";

    private final DataStore store;

    /** An order that waits for the pusher, or for its time. */
    public record Clearing(String table, String who, Instant at, ItemKey key) {
        /** Returns whether the order comes from a request without an answer, not from a person. */
        public boolean isForADoubt() {
            return who.equals(DOUBT);
        }
    }

    public ClearOrders(DataStore store) {
        this.store = store;
    }

    /** Ordered twice before it is carried out, it is carried out once. */
    public Clearing order(String table, String who, InstantSource clock) {
        return order(new Clearing(table, who, clock.instant(), new ItemKey(PARTITION, table)));
    }

    /** Orders a table to be emptied at that time and not before, whatever else is ordered. */
    public Clearing orderAt(Instant at, String table, String who) {
        return order(new Clearing(table, who, at, new ItemKey(PARTITION, table + LATER + at)));
    }

    private Clearing order(Clearing clearing) {
        store.write(
                new Write.Update(
                        clearing.key(),
                        List.of(
                                AttributeChange.set(WHO, clearing.who()),
                                AttributeChange.set(AT, clearing.at().toString())),
                        Condition.NONE));
        return clearing;
    }

    public List<Clearing> pending() {
        return store.query(Query.of(PARTITION).consistent()).items().stream()
                .map(ClearOrders::clearing)
                .toList();
    }

    private static Clearing clearing(Item item) {
        return new Clearing(
                item.key().sk().split(LATER, 2)[0],
                item.text(WHO).orElseThrow(),
                Instant.parse(item.text(AT).orElseThrow()),
                item.key());
    }

    /**
     * Marks an order as begun, under the lease only: a clear without it would empty what a
     * successor pushed.
     */
    void markBegun(Guard guard, Clearing clearing) {
        store.writeAll(
                List.of(
                        new Write.Update(
                                clearing.key(),
                                List.of(AttributeChange.add("begun", 1)),
                                Condition.is(AT, clearing.at().toString()))),
                guard);
    }

    /** Removes an order that was carried out; one that was given again meanwhile stays. */
    public void complete(Guard guard, Clearing clearing) {
        store.writeAll(
                List.of(
                        new Write.Delete(
                                clearing.key(), Condition.is(AT, clearing.at().toString()))),
                guard);
    }
}

package io.quill.platform.jobs;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Exclusive right of one process. A deadline lets another take over soon after its holder has died;
 * a number that only grows stops a holder that merely paused from writing afterwards.
 */
public final class Lease {
    private static final String NUMBER = "number";
    private static final String OWNER = "owner";
    private static final String PROCESS = "process";
    private static final String DEADLINE = "deadline";
    private static final String TERM = "term";

    private static final String THIS_PROCESS = UUID.randomUUID().toString();

    private final DataStore store;
    private final InstantSource clock;
    private final InstantSource waits;
    private final Duration term;
    private final ItemKey itemKey;
    private final String owner;
    private final String process;
    private volatile Optional<Sighting> sighting = Optional.empty();

    /** Somebody's lease as it was first seen, and when. */
    private record Sighting(long number, long deadline, Instant at) {
        boolean isOf(Item item) {
            return item.number(NUMBER).orElseThrow() == number
                    && item.number(DEADLINE).orElseThrow() == deadline;
        }
    }

    public Lease(DataStore store, InstantSource clock, String name, Duration term) {
        this(store, clock, clock, name, term);
    }

    /**
     * @param waits a clock that does not go back, for how long nobody was seen to renew the lease
     */
    public Lease(
            DataStore store, InstantSource clock, InstantSource waits, String name, Duration term) {
        this(store, clock, waits, name, term, UUID.randomUUID().toString(), THIS_PROCESS);
    }

    public Lease(
            DataStore store,
            InstantSource clock,
            InstantSource waits,
            String name,
            Duration term,
            String owner,
            String process) {
        this.store = store;
        this.clock = clock;
        this.waits = waits;
        this.term = term;
        this.itemKey = new ItemKey("LEASE#" + name, "lease");
        this.owner = owner;
        this.process = process;
    }

    /**
     * Acquires or renews the lease and returns the guard for writes under it; empty if another has
     * it.
     */
    public Optional<Guard> acquire() {
        Optional<Item> current = store.get(itemKey, Consistency.STRONG);
        if (current.isEmpty()) {
            return acquireWith(Condition.ABSENT, 1);
        }
        long number = current.get().number(NUMBER).orElseThrow();
        if (isOurs(current.get())) {
            return renew(number);
        }
        return isExpired(current.get())
                ? acquireWith(Condition.is(NUMBER, number), number + 1)
                : Optional.empty();
    }

    /** Renews an acquired lease and returns false if another has had it since. */
    public boolean extend(Guard guard) {
        return renew(guard.number()).isPresent();
    }

    /** Returns whether anybody has the lease, including this one. */
    public boolean isTaken() {
        return store.get(itemKey, Consistency.STRONG).filter(item -> !isExpired(item)).isPresent();
    }

    /** Takes the lease away from its holder, and leaves it free. */
    public void revoke() {
        store.get(itemKey, Consistency.STRONG)
                .map(item -> item.number(NUMBER).orElseThrow())
                .ifPresent(
                        number ->
                                store.write(
                                        new Write.Update(
                                                itemKey,
                                                List.of(
                                                        AttributeChange.set(NUMBER, number + 1),
                                                        AttributeChange.set(DEADLINE, 0),
                                                        AttributeChange.set(OWNER, "")),
                                                Condition.is(NUMBER, number))));
    }

    /** Gives the lease back, so that the next holder need not wait for the deadline. */
    public void release(Guard guard) {
        store.write(
                new Write.Update(
                        itemKey,
                        List.of(AttributeChange.set(DEADLINE, 0), AttributeChange.set(OWNER, "")),
                        Condition.is(NUMBER, guard.number())));
    }

    private boolean isOurs(Item item) {
        return item.text(OWNER).filter(owner::equals).isPresent();
    }

    /**
     * Returns whether the lease has ended: its deadline has passed, nobody renewed it for a whole
     * term (so a clock that was set back delays nobody), or its process is dead because no other
     * can be writing.
     */
    private boolean isExpired(Item item) {
        boolean dead = store.isExclusive() && item.text(PROCESS).filter(process::equals).isEmpty();
        return dead
                || item.number(DEADLINE).orElseThrow() <= clock.millis()
                || isUnchangedForATerm(item);
    }

    private boolean isUnchangedForATerm(Item item) {
        Instant now = waits.instant();
        Sighting first =
                sighting.filter(each -> each.isOf(item))
                        .orElseGet(
                                () ->
                                        new Sighting(
                                                item.number(NUMBER).orElseThrow(),
                                                item.number(DEADLINE).orElseThrow(),
                                                now));
        sighting = Optional.of(first);
        Optional<Duration> itsTerm = item.number(TERM).map(Duration::ofMillis);
        return itsTerm.filter(each -> !now.isBefore(first.at().plus(each))).isPresent();
    }

    private Optional<Guard> renew(long number) {
        Write renewal =
                new Write.Update(
                        itemKey,
                        List.of(
                                AttributeChange.set(DEADLINE, deadline()),
                                AttributeChange.set(TERM, term.toMillis())),
                        Condition.all(Condition.is(NUMBER, number), Condition.is(OWNER, owner)));
        return guardIfApplied(renewal, number);
    }

    private Optional<Guard> acquireWith(Condition condition, long number) {
        Item item =
                Item.at(itemKey.pk(), itemKey.sk())
                        .with(NUMBER, number)
                        .with(OWNER, owner)
                        .with(PROCESS, process)
                        .with(DEADLINE, deadline())
                        .with(TERM, term.toMillis())
                        .build();
        return guardIfApplied(new Write.Put(item, condition), number);
    }

    private Optional<Guard> guardIfApplied(Write write, long number) {
        return store.write(write) instanceof WriteResult.Applied
                ? Optional.of(new Guard(itemKey, NUMBER, number))
                : Optional.empty();
    }

    /** A lease that is held, as one who writes under it renews it. */
    public record Held(ItemKey key, long number, long deadline, String owner, Duration term) {
        public static Optional<Held> of(Item item) {
            return item.number(DEADLINE)
                    .filter(deadline -> deadline > 0)
                    .map(
                            deadline ->
                                    new Held(
                                            item.key(),
                                            item.number(NUMBER).orElseThrow(),
                                            deadline,
                                            item.text(OWNER).orElseThrow(),
                                            Duration.ofMillis(item.number(TERM).orElse(0L))));
        }

        /** Renews it for a term from now, unless somebody took it or it was given back. */
        public Write renewal(Instant now) {
            long end = Math.max(deadline, now.plus(term).toEpochMilli());
            return new Write.Update(
                    key,
                    List.of(AttributeChange.set(DEADLINE, end)),
                    Condition.all(Condition.is(NUMBER, number), Condition.is(OWNER, owner)));
        }
    }

    private long deadline() {
        Instant end = clock.instant().plus(term);
        return end.toEpochMilli();
    }
}

package io.quill.platform.jobs;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to do what one alone may do. It has a deadline, so that a dead holder is followed soon,
 * and a number that only grows, so that one who merely paused can write nothing after its follower.
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
    private final Key key;
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
        this.key = new Key("LEASE#" + name, "lease");
        this.owner = owner;
        this.process = process;
    }

    /**
     * Takes the lease, or keeps it; the guard for writing under it, unless somebody else has it.
     */
    public Optional<Guard> hold() {
        Optional<Item> current = store.get(key, Consistency.STRONG);
        if (current.isEmpty()) {
            return take(Condition.ABSENT, 1);
        }
        long number = current.get().number(NUMBER).orElseThrow();
        if (isOurs(current.get())) {
            return renew(number);
        }
        return isOver(current.get())
                ? take(Condition.is(NUMBER, number), number + 1)
                : Optional.empty();
    }

    /** Keeps what was taken; false once somebody else had it since. */
    public boolean keep(Guard guard) {
        return renew(guard.number()).isPresent();
    }

    /** Whether anybody has it, this one included. */
    public boolean isTaken() {
        return store.get(key, Consistency.STRONG).filter(item -> !isOver(item)).isPresent();
    }

    /** Takes it from whoever has it, for nobody. */
    public void revoke() {
        store.get(key, Consistency.STRONG)
                .map(item -> item.number(NUMBER).orElseThrow())
                .ifPresent(
                        number ->
                                store.write(
                                        new Write.Update(
                                                key,
                                                List.of(
                                                        Change.set(NUMBER, number + 1),
                                                        Change.set(DEADLINE, 0),
                                                        Change.set(OWNER, "")),
                                                Condition.is(NUMBER, number))));
    }

    /** Gives it back, so that the next one need not wait for the deadline. */
    public void release(Guard guard) {
        store.write(
                new Write.Update(
                        key,
                        List.of(Change.set(DEADLINE, 0), Change.set(OWNER, "")),
                        Condition.is(NUMBER, guard.number())));
    }

    private boolean isOurs(Item item) {
        return item.text(OWNER).filter(owner::equals).isPresent();
    }

    /**
     * Where nobody else can be writing, the lease of another process is the lease of a dead one.
     * Otherwise either clock ends it: the deadline has passed, or nobody renewed it for a whole
     * term, however far ahead the deadline lies. A clock that was set back delays no follower.
     */
    private boolean isOver(Item item) {
        boolean dead = store.exclusive() && item.text(PROCESS).filter(process::equals).isEmpty();
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
                        key,
                        List.of(
                                Change.set(DEADLINE, deadline()),
                                Change.set(TERM, term.toMillis())),
                        Condition.all(Condition.is(NUMBER, number), Condition.is(OWNER, owner)));
        return granted(renewal, number);
    }

    private Optional<Guard> take(Condition condition, long number) {
        Item item =
                Item.at(key.pk(), key.sk())
                        .with(NUMBER, number)
                        .with(OWNER, owner)
                        .with(PROCESS, process)
                        .with(DEADLINE, deadline())
                        .with(TERM, term.toMillis())
                        .build();
        return granted(new Write.Put(item, condition), number);
    }

    private Optional<Guard> granted(Write write, long number) {
        return store.write(write) instanceof WriteResult.Applied
                ? Optional.of(new Guard(key, NUMBER, number))
                : Optional.empty();
    }

    /** A lease that is held, as one who writes under it renews it. */
    public record Held(Key key, long number, long deadline, String owner, Duration term) {
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
                    List.of(Change.set(DEADLINE, end)),
                    Condition.all(Condition.is(NUMBER, number), Condition.is(OWNER, owner)));
        }
    }

    private long deadline() {
        Instant end = clock.instant().plus(term);
        return end.toEpochMilli();
    }
}

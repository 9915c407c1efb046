package io.quill.storm;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.ItemKey;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.storm.Blow.End;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What goes wrong with the holder of the lease while another one waits for it. The time counts from
 * the moment when the holder does no more, not only from the moment when its lease can be taken.
 */
final class TakeOvers {
    private static final ItemKey LEASE = new ItemKey("LEASE#pusher", "lease");

    private static final String AGENTS = "DimAgent";

    /** Longer than a successor needs. */
    private static final Duration LATE = Duration.ofSeconds(11);

    private final Sandbox sandbox;
    private final Fleet fleet;
    private final DataStore store;

    TakeOvers(Sandbox sandbox, Fleet fleet, DataStore store) {
        this.sandbox = sandbox;
        this.fleet = fleet;
        this.store = store;
    }

    Blow killOfTheHolder() {
        AtomicReference<Replica> holder = new AtomicReference<>();
        return Blow.at(
                        WeatherKind.TAKE_OVER,
                        "kill -9 of the holder of the lease",
                        () -> {
                            holder.set(fleet.leader());
                            holder.get().kill();
                            return end();
                        })
                .mendedBy(() -> holder.get().revive());
    }

    /** It wakes up when another one pushes, and takes itself for the holder. */
    Blow sleepOfTheHolder() {
        AtomicReference<Replica> holder = new AtomicReference<>();
        return Blow.at(
                        WeatherKind.TAKE_OVER,
                        "the holder of the lease sleeps",
                        () -> {
                            holder.set(fleet.leader());
                            holder.get().fallAsleep();
                            return end();
                        })
                .mendedBy(() -> wake(holder.get()));
    }

    /** The successor sends the same rows, and the service gets to the first ones after that. */
    Blow sleepInAPost() {
        AtomicReference<Replica> holder = new AtomicReference<>();
        InjectedFault slow =
                InjectedFault.of(InjectedFault.Kind.SLOW)
                        .on(PowerBi.SYSTEM, "postRows", "FactEvent")
                        .after(LATE);
        Instant[] struck = new Instant[1];
        return Blow.armed(
                        WeatherKind.TAKE_OVER,
                        "the holder sleeps, its post is late",
                        () -> {
                            holder.set(fleet.leader());
                            sandbox.arm(slow);
                        },
                        () -> {
                            Patience.until("a post is slow", () -> sandbox.armed().isEmpty());
                            holder.get().fallAsleep();
                            struck[0] = Instant.now();
                            return end();
                        })
                .mendedBy(
                        () -> {
                            Instant answered = struck[0].plus(LATE);
                            Patience.until("it comes", () -> Instant.now().isAfter(answered));
                            wake(holder.get());
                        });
    }

    /**
     * What the holder has asked for last is carried out when it is dead, and another one has loaded
     * the table meanwhile. Told is how long the table was not whole after both were there.
     */
    Blow killWhileDimensionIsLate(People people, String operation, String words) {
        Contents contents = new Contents(sandbox);
        AtomicReference<Replica> holder = new AtomicReference<>();
        InjectedFault slow =
                InjectedFault.of(InjectedFault.Kind.SLOW)
                        .on(PowerBi.SYSTEM, operation, AGENTS)
                        .after(LATE);
        return Blow.armed(
                        WeatherKind.LATE_DIMENSION,
                        words + ", and its sender is killed",
                        () -> sandbox.arm(slow),
                        () -> {
                            people.change();
                            holder.set(fleet.leader());
                            fleet.next().syncAgents();
                            Patience.until(words, () -> sandbox.armed().isEmpty());
                            Instant carriedOut = Instant.now().plus(LATE).plusMillis(100);
                            Instant killed = Instant.now();
                            holder.get().kill();
                            Patience.until("another one pushes", () -> leads(holder.get()));
                            Patience.until(words, () -> Instant.now().isAfter(carriedOut));
                            return whole(contents, people, killed);
                        })
                .mendedBy(() -> holder.get().revive());
    }

    private boolean leads(Replica dead) {
        return fleet.leader() != dead;
    }

    private static End whole(Contents contents, People people, Instant killed) {
        Instant back = Instant.now();
        Patience.until("the agents' table is whole", () -> isWhole(contents, people));
        Instant now = Instant.now();
        String remark =
                "whole %.1f s after both were back, %.1f s after the kill"
                        .formatted(
                                Duration.between(back, now).toMillis() / 1e3,
                                Duration.between(killed, now).toMillis() / 1e3);
        return new End(now, remark, 1);
    }

    private static boolean isWhole(Contents contents, People people) {
        List<String> keys = contents.keys(AGENTS, "AgentID");
        return keys.size() == people.number() && Set.copyOf(keys).size() == keys.size();
    }

    private static void wake(Replica sleeper) {
        sleeper.wakeUp();
        Patience.until("it knows that another one pushes", sleeper::follows);
    }

    private End end() {
        Instant now = Instant.now();
        long deadline =
                store.get(LEASE, Consistency.STRONG)
                        .flatMap(item -> item.number("deadline"))
                        .orElseThrow();
        Duration until = Duration.between(now, Instant.ofEpochMilli(deadline));
        return new End(now, "free after %.1f s".formatted(until.toMillis() / 1e3), 1);
    }
}

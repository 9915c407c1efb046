package io.quill.storm;

import io.quill.platform.time.WallClock;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.InjectedFault.Kind;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.storm.Blow.End;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** What can go wrong with these processes and with everything outside them. */
final class Weather {
    private static final String POST = "postRows";
    private static final String FACTS = "FactEvent";

    /** HubSpot's signatures hold for five minutes. */
    private static final Duration STEP = Duration.ofMinutes(2);

    private final Sandbox sandbox;
    private final People people;
    private final Fleet fleet;
    private final BadRows rows;
    private final Cable wire;
    private final Random random;

    /** What a scene stands in; the wire leads to Power BI. */
    record Place(Sandbox sandbox, People people, BadRows rows, Cable wire) {}

    Weather(Place place, Fleet fleet, Random random) {
        this.sandbox = place.sandbox();
        this.people = place.people();
        this.rows = place.rows();
        this.wire = place.wire();
        this.fleet = fleet;
        this.random = random;
    }

    Blow kill() {
        return Blow.at(
                WeatherKind.KILL,
                "kill -9",
                () -> {
                    Replica one = fleet.any(random);
                    one.kill();
                    one.revive();
                    return End.now();
                });
    }

    /** The rows are taken, nobody is told, and whoever would look is gone. */
    Blow killBetweenPostAndSettle() {
        return struck(
                WeatherKind.KILL,
                "kill -9 between a post and its settle",
                facts(Kind.COMMIT_THEN_SILENCE),
                this::restart);
    }

    private End restart() {
        fleet.restart();
        return End.now();
    }

    /** The agents' table is emptied and filled, while their events come. */
    Blow dimensionSync() {
        return Blow.at(
                WeatherKind.DIMENSION,
                "a roster change, and a sync",
                () -> {
                    people.change();
                    fleet.next().syncAgents();
                    return End.now();
                });
    }

    Blow outage(Cable cable, Duration time) {
        return Blow.at(
                WeatherKind.OUTAGE,
                "the store is away for " + time.toSeconds() + " s",
                () -> {
                    cable.cut();
                    Patience.pass(time);
                    cable.mend();
                    return End.now();
                });
    }

    Blow silence() {
        return struck(
                WeatherKind.DOUBT,
                "commit, then silence",
                facts(Kind.COMMIT_THEN_SILENCE),
                End::now);
    }

    Blow drop() {
        return struck(
                WeatherKind.DOUBT, "commit, then drop", facts(Kind.COMMIT_THEN_DROP), End::now);
    }

    Blow commitThenFail() {
        return struck(
                WeatherKind.DOUBT, "commit, then 500", facts(Kind.COMMIT_THEN_STATUS), End::now);
    }

    Blow lost() {
        return struck(WeatherKind.DOUBT, "drop without a commit", facts(Kind.DROP), End::now);
    }

    Blow unavailable() {
        return struck(WeatherKind.REFUSAL, "503, three times", facts(503).times(3), End::now);
    }

    Blow tooMany() {
        return struck(
                WeatherKind.REFUSAL,
                "429, Retry-After: 2",
                facts(429).retryAfter(Duration.ofSeconds(2)),
                End::now);
    }

    Blow locked() {
        return struck(WeatherKind.REFUSAL, "a lock is not had", facts(Kind.LOCKED), End::now);
    }

    Blow expiry() {
        return struck(
                WeatherKind.REFUSAL, "the token expires", facts(Kind.TOKEN_EXPIRED), End::now);
    }

    /** The page of a proxy, and nothing done. */
    Blow falseYes() {
        InjectedFault lie = facts(Kind.LIE);
        return Blow.armed(
                WeatherKind.FALSE_YES,
                "200 with the page of a proxy",
                () -> sandbox.arm(lie),
                () -> {
                    Patience.until("a page is answered", () -> !sandbox.armed().contains(lie));
                    return End.now();
                });
    }

    /** A row that spoils every post, until it stands alone and is set aside. */
    Blow badRow(int status) {
        return struck(
                WeatherKind.POISON,
                "a row that is answered " + (status == 0 ? "by a reset" : status),
                () -> rows.arm(status),
                1,
                End::now);
    }

    Blow drip() {
        return Blow.armed(
                WeatherKind.DRIP,
                "an answer comes a byte a second",
                wire::drip,
                () -> {
                    Patience.until("an answer drips", wire::drips);
                    return End.now();
                });
    }

    Blow endless() {
        return struck(
                WeatherKind.DRIP,
                "commit, then an answer without an end",
                facts(Kind.COMMIT_THEN_ENDLESS),
                End::now);
    }

    Blow lateClear() {
        return late("deleteRows", "the agents' table is emptied late");
    }

    Blow lateLoad() {
        return late(POST, "the agents' table is filled late");
    }

    /** Longer than anybody waits for an answer. */
    private Blow late(String operation, String words) {
        InjectedFault slow =
                InjectedFault.of(Kind.SLOW)
                        .on(PowerBi.SYSTEM, operation, "DimAgent")
                        .after(Duration.ofSeconds(9));
        return Blow.armed(
                WeatherKind.LATE_DIMENSION,
                words,
                () -> sandbox.arm(slow),
                () -> {
                    people.change();
                    fleet.next().syncAgents();
                    Patience.until(words, () -> !sandbox.armed().contains(slow));
                    return End.now();
                });
    }

    /** Waits and leases must not follow it; what is delivered now is not refused for its time. */
    Blow clockSetBack(WallClock clock) {
        return Blow.at(
                        WeatherKind.CLOCK,
                        "the clock is set back by " + STEP.toSeconds() + " s",
                        () -> {
                            clock.step(STEP.negated());
                            return End.now();
                        })
                .mendedBy(() -> clock.step(STEP));
    }

    Blow clockSetForward(WallClock clock) {
        return Blow.at(
                        WeatherKind.CLOCK,
                        "the clock is set forward by " + STEP.toSeconds() + " s",
                        () -> {
                            clock.step(STEP);
                            return End.now();
                        })
                .mendedBy(() -> clock.step(STEP.negated()));
    }

    private static InjectedFault facts(Kind kind) {
        return InjectedFault.of(kind).on(PowerBi.SYSTEM, POST, FACTS);
    }

    private static InjectedFault facts(int status) {
        return InjectedFault.status(status).on(PowerBi.SYSTEM, POST, FACTS);
    }

    private Blow struck(
            WeatherKind kind, String words, InjectedFault injectedFault, Blow.Strike then) {
        return struck(kind, words, () -> sandbox.arm(injectedFault), injectedFault.times(), then);
    }

    private Blow struck(WeatherKind kind, String words, Runnable arm, int times, Blow.Strike then) {
        long[] before = new long[1];
        return Blow.armed(
                kind,
                words,
                () -> {
                    before[0] = unhappy();
                    arm.run();
                },
                () -> {
                    Patience.until(words, () -> unhappy() >= before[0] + times);
                    return then.now();
                });
    }

    /** Posts that were not answered with a plain yes. */
    private long unhappy() {
        Map<String, Long> counters = sandbox.journal().counters();
        return sandbox.journal().count(PowerBi.SYSTEM, POST)
                - counters.getOrDefault(PowerBi.SYSTEM + "." + POST + ".200", 0L);
    }
}

package io.quill.storm;

import io.quill.platform.time.WallClock;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.Aloware;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.InjectedFault.Kind;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.storm.Blow.End;

import java.time.Duration;
import java.time.Instant;
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
                    int before = one.starts();
                    one.kill();
                    one.revive();
                    return End.seen(one.starts() - before);
                });
    }

    /** The rows are taken, nobody is told, and whoever would look is gone. */
    Blow killBetweenPostAndSettle() {
        return struck(
                WeatherKind.KILL,
                "kill -9 between a post and its settle",
                facts(Kind.COMMIT_THEN_SILENCE),
                () -> End.seen(fleet.restart()));
    }

    /** The agents' table is emptied and filled, while their events come. */
    Blow dimensionSync() {
        return Blow.at(
                WeatherKind.DIMENSION,
                "a roster change, and a sync",
                () -> {
                    long before = readings();
                    people.change();
                    fleet.next().syncAgents();
                    return End.seen(readings() - before);
                });
    }

    /** How often the roster was read. */
    private long readings() {
        return sandbox.journal().count(Aloware.SYSTEM, "availability");
    }

    Blow outage(Cable cable, Duration time) {
        return Blow.at(
                WeatherKind.OUTAGE,
                "the store is away for " + time.toSeconds() + " s",
                () -> {
                    long before = cable.broken();
                    cable.cut();
                    Patience.pass(time);
                    cable.mend();
                    return End.seen(cable.broken() - before);
                });
    }

    Blow silence() {
        return struck(WeatherKind.DOUBT, "commit, then silence", facts(Kind.COMMIT_THEN_SILENCE));
    }

    Blow drop() {
        return struck(WeatherKind.DOUBT, "commit, then drop", facts(Kind.COMMIT_THEN_DROP));
    }

    Blow commitThenFail() {
        return struck(WeatherKind.DOUBT, "commit, then 500", facts(Kind.COMMIT_THEN_STATUS));
    }

    Blow lost() {
        return struck(WeatherKind.DOUBT, "drop without a commit", facts(Kind.DROP));
    }

    Blow unavailable() {
        return struck(WeatherKind.REFUSAL, "503, three times", facts(503).times(3));
    }

    Blow tooMany() {
        return struck(
                WeatherKind.REFUSAL,
                "429, Retry-After: 2",
                facts(429).retryAfter(Duration.ofSeconds(2)));
    }

    Blow locked() {
        return struck(WeatherKind.REFUSAL, "a lock is not had", facts(Kind.LOCKED));
    }

    Blow expiry() {
        return struck(WeatherKind.REFUSAL, "the token expires", facts(Kind.TOKEN_EXPIRED));
    }

    /** The page of a proxy, and nothing done. */
    Blow falseYes() {
        InjectedFault lie = facts(Kind.LIE);
        return Blow.armed(
                WeatherKind.FALSE_YES,
                "200 with the page of a proxy",
                () -> sandbox.arm(lie),
                () -> {
                    Patience.until("a page is answered", () -> isTaken(lie));
                    return End.seen(1);
                });
    }

    /** A row that spoils every post, until it stands alone and is set aside. */
    Blow badRow(int status) {
        String words = "a row that is answered " + (status == 0 ? "by a reset" : status);
        long[] before = new long[1];
        return Blow.armed(
                WeatherKind.POISON,
                words,
                () -> {
                    before[0] = answered(status);
                    rows.arm(status);
                },
                () -> {
                    Patience.until(words, () -> answered(status) > before[0]);
                    return End.seen(answered(status) - before[0]);
                });
    }

    Blow drip() {
        return Blow.armed(
                WeatherKind.DRIP,
                "an answer comes a byte a second",
                wire::drip,
                () -> {
                    Patience.until("an answer drips", wire::drips);
                    return End.seen(1);
                });
    }

    Blow endless() {
        return struck(
                WeatherKind.DRIP,
                "commit, then an answer without an end",
                facts(Kind.COMMIT_THEN_ENDLESS));
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
                    Patience.until(words, () -> isTaken(slow));
                    return End.seen(1);
                });
    }

    /** Waits and leases must not follow it; what is delivered now is not refused for its time. */
    Blow clockSetBack(WallClock clock) {
        return Blow.at(
                        WeatherKind.CLOCK,
                        "the clock is set back by " + STEP.toSeconds() + " s",
                        () -> step(clock, STEP.negated()))
                .mendedBy(() -> clock.step(STEP));
    }

    Blow clockSetForward(WallClock clock) {
        return Blow.at(
                        WeatherKind.CLOCK,
                        "the clock is set forward by " + STEP.toSeconds() + " s",
                        () -> step(clock, STEP))
                .mendedBy(() -> clock.step(STEP.negated()));
    }

    private End step(WallClock clock, Duration by) {
        clock.step(by);
        Duration shown = Duration.between(Instant.now(), fleet.next().now());
        boolean stepped = shown.minus(by).abs().compareTo(STEP.dividedBy(4)) < 0;
        return End.seen(stepped ? 1 : 0);
    }

    private static InjectedFault facts(Kind kind) {
        return InjectedFault.of(kind).on(PowerBi.SYSTEM, POST, FACTS);
    }

    private static InjectedFault facts(int status) {
        return InjectedFault.status(status).on(PowerBi.SYSTEM, POST, FACTS);
    }

    private Blow struck(WeatherKind kind, String words, InjectedFault fault) {
        return struck(kind, words, fault, () -> End.seen(fault.times()));
    }

    /** It is over when this very fault was taken, as often as it was armed, and its posts too. */
    private Blow struck(WeatherKind kind, String words, InjectedFault fault, Blow.Strike then) {
        long[] before = new long[1];
        return Blow.armed(
                kind,
                words,
                () -> {
                    before[0] = unhappy();
                    sandbox.arm(fault);
                },
                () -> {
                    Patience.until(
                            words, () -> isTaken(fault) && unhappy() >= before[0] + fault.times());
                    return then.now();
                });
    }

    private boolean isTaken(InjectedFault fault) {
        return sandbox.armed().stream().noneMatch(each -> each.times(fault.times()).equals(fault));
    }

    /** Posts that were answered so; 0 is a reset. */
    private long answered(int status) {
        String outcome = status == 0 ? "drop" : Integer.toString(status);
        return sandbox.journal()
                .counters()
                .getOrDefault(PowerBi.SYSTEM + "." + POST + "." + outcome, 0L);
    }

    /** Posts that were not answered with a plain yes. */
    private long unhappy() {
        Map<String, Long> counters = sandbox.journal().counters();
        return sandbox.journal().count(PowerBi.SYSTEM, POST)
                - counters.getOrDefault(PowerBi.SYSTEM + "." + POST + ".200", 0L);
    }
}

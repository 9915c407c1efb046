package io.quill.storm;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.desk.Fault.Kind;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.storm.Blow.End;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** What can go wrong with these processes and with everything outside them. */
final class Weather {
    private static final String POST = "postRows";
    private static final String FACTS = "FactEvent";

    private final Sandbox sandbox;
    private final People people;
    private final Fleet fleet;
    private final Random random;

    Weather(Sandbox sandbox, People people, Fleet fleet, Random random) {
        this.sandbox = sandbox;
        this.people = people;
        this.fleet = fleet;
        this.random = random;
    }

    Blow kill() {
        return Blow.at(
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
                "a roster change, and a sync",
                () -> {
                    people.change();
                    fleet.next().syncAgents();
                    return End.now();
                });
    }

    Blow outage(Cable cable, Duration time) {
        return Blow.at(
                "the store is away for " + time.toSeconds() + " s",
                () -> {
                    cable.cut();
                    Patience.pass(time);
                    cable.mend();
                    return End.now();
                });
    }

    Blow silence() {
        return struck("commit, then silence", facts(Kind.COMMIT_THEN_SILENCE), End::now);
    }

    Blow drop() {
        return struck("commit, then drop", facts(Kind.COMMIT_THEN_DROP), End::now);
    }

    Blow commitThenFail() {
        return struck("commit, then 500", facts(Kind.COMMIT_THEN_STATUS), End::now);
    }

    Blow lost() {
        return struck("drop without a commit", facts(Kind.DROP), End::now);
    }

    Blow unavailable() {
        return struck("503, three times", facts(503).times(3), End::now);
    }

    Blow tooMany() {
        return struck(
                "429, Retry-After: 2", facts(429).retryAfter(Duration.ofSeconds(2)), End::now);
    }

    Blow locked() {
        return struck("a lock is not had", facts(Kind.LOCKED), End::now);
    }

    Blow expiry() {
        return struck("the token expires", facts(Kind.TOKEN_EXPIRED), End::now);
    }

    private static Fault facts(Kind kind) {
        return Fault.of(kind).on(PowerBi.SYSTEM, POST, FACTS);
    }

    private static Fault facts(int status) {
        return Fault.status(status).on(PowerBi.SYSTEM, POST, FACTS);
    }

    private Blow struck(String words, Fault fault, Blow.Strike then) {
        long[] before = new long[1];
        return Blow.armed(
                words,
                () -> {
                    before[0] = unhappy();
                    sandbox.arm(fault);
                },
                () -> {
                    Patience.until(words, () -> unhappy() >= before[0] + fault.times());
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

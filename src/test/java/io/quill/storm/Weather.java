package io.quill.storm;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.User;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.desk.Fault.Kind;
import io.quill.sandbox.powerbi.PowerBi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** What can go wrong with these processes and with everything outside them. */
final class Weather {
    static final long RING_GROUP = 8465;

    private static final String POST = "postRows";
    private static final String FACTS = "FactEvent";

    private final Sandbox sandbox;
    private final List<Replica> replicas;
    private final Random random;
    private int members = Senders.AGENTS;

    Weather(Sandbox sandbox, List<Replica> replicas, Random random) {
        this.sandbox = sandbox;
        this.replicas = replicas;
        this.random = random;
    }

    /** The roster as it is in the beginning. */
    static void calm(Sandbox sandbox) {
        members(Senders.AGENTS).forEach(id -> put(sandbox, id, "Agent " + id));
        sandbox.roster().ringGroup(RING_GROUP, members(Senders.AGENTS));
    }

    private static void put(Sandbox sandbox, long id, String name) {
        sandbox.roster().put(new User(id, name, "a" + id + "@example.com", User.Status.AVAILABLE));
    }

    private static List<Long> members(int number) {
        long first = Senders.FIRST_AGENT;
        return LongStream.range(first, first + number).boxed().toList();
    }

    Blow kill() {
        return Blow.at(
                "kill -9",
                () -> {
                    Replica one = replicas.get(random.nextInt(replicas.size()));
                    one.kill();
                    return one.revive();
                });
    }

    /** The rows are taken, nobody is told, and whoever would look is gone. */
    Blow killBetweenPostAndSettle() {
        return struck(
                "kill -9 between a post and its settle",
                facts(Kind.COMMIT_THEN_SILENCE),
                this::restart,
                true);
    }

    private Instant restart() {
        replicas.forEach(Replica::kill);
        replicas.parallelStream().forEach(Replica::revive);
        return Instant.now();
    }

    /** Somebody joins and somebody changes their name, which is seen at the next start. */
    Blow rosterChange() {
        return Blow.at(
                "a roster change, and kill -9",
                () -> {
                    members++;
                    long joined = Senders.FIRST_AGENT + members - 1;
                    put(sandbox, joined, "Agent " + joined);
                    put(sandbox, Senders.FIRST_AGENT, "Renamed " + members);
                    sandbox.roster().ringGroup(RING_GROUP, members(members));
                    return restart();
                });
    }

    /** Longer than a lease lasts. */
    Blow outage(Cable cable) {
        return Blow.at(
                "the store is away",
                () -> {
                    cable.cut();
                    Patience.pass(Duration.ofSeconds(7));
                    cable.mend();
                    return Instant.now();
                });
    }

    /** The answer never comes; the client gives it thirty seconds. */
    Blow silence() {
        return struck("commit, then silence", facts(Kind.COMMIT_THEN_SILENCE), Instant::now, false);
    }

    Blow drop() {
        return struck("commit, then drop", facts(Kind.COMMIT_THEN_DROP), Instant::now, true);
    }

    Blow commitThenFail() {
        return struck("commit, then 500", facts(Kind.COMMIT_THEN_STATUS), Instant::now, true);
    }

    Blow lost() {
        return struck("drop without a commit", facts(Kind.DROP), Instant::now, true);
    }

    Blow unavailable() {
        return struck("503, three times", facts(503).times(3), Instant::now, true);
    }

    Blow tooMany() {
        return struck(
                "429, Retry-After: 2",
                facts(429).retryAfter(Duration.ofSeconds(2)),
                Instant::now,
                true);
    }

    Blow locked() {
        return struck("a lock is not had", facts(Kind.LOCKED), Instant::now, false);
    }

    Blow expiry() {
        return struck("the token expires", facts(Kind.TOKEN_EXPIRED), Instant::now, true);
    }

    private static Fault facts(Kind kind) {
        return Fault.of(kind).on(PowerBi.SYSTEM, POST, FACTS);
    }

    private static Fault facts(int status) {
        return Fault.status(status).on(PowerBi.SYSTEM, POST, FACTS);
    }

    private Blow struck(String words, Fault fault, Blow.Strike then, boolean heals) {
        long[] before = new long[1];
        return new Blow(
                words,
                () -> {
                    before[0] = unhappy();
                    sandbox.arm(fault);
                },
                () -> {
                    Patience.until(words, () -> unhappy() >= before[0] + fault.times());
                    return then.now();
                },
                heals);
    }

    /** Posts that were not answered with a plain yes. */
    private long unhappy() {
        Map<String, Long> counters = sandbox.journal().counters();
        return sandbox.journal().count(PowerBi.SYSTEM, POST)
                - counters.getOrDefault(PowerBi.SYSTEM + "." + POST + ".200", 0L);
    }
}

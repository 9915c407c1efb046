package io.quill.events.sink.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.FactEvent;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.DoubtPolicy;
import io.quill.events.push.Prerequisites;
import io.quill.events.push.PushRound;
import io.quill.events.push.Pusher;
import io.quill.events.sink.Batch;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.ForwardingSink;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.Sink;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.JournalEntry;
import io.quill.sandbox.powerbi.PoisonRow;
import io.quill.sandbox.powerbi.PowerBiSwitches;
import io.quill.sandbox.web.SandboxJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * One bad row among good ones, before a real HTTP server that answers each batch with it as badly
 * as it can. Time is moved by hand, so that figures are exact.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoisonOverHttpTest {
    private static final long ROWS = 40;
    private static final long BAD = 17;
    private static final Duration BEAT = Duration.ofMillis(250);
    private static final Duration MEMORY = Duration.ofDays(14);

    private final SettableClock clock = new SettableClock(EventFixtures.NINE);
    private final MemoryStore store = new MemoryStore(clock);
    private final Ledger ledger = new Ledger(store, clock, MEMORY);
    private final PowerBiHttpFixture client;
    private final Counting sink;
    private final Pusher pusher;

    PoisonOverHttpTest() throws Exception {
        client = PowerBiHttpFixture.open(clock, RetentionPolicy.NONE, Duration.ofSeconds(5));
        sink = new Counting(client.sink());
        pusher =
                new Pusher(
                        store,
                        ledger,
                        new Lease(store, clock, "pusher", Duration.ofSeconds(6)),
                        new Pusher.Neighbours(
                                sink,
                                _ -> Admission.ADMITTED,
                                new NothingFirst(),
                                _ -> ZoneOffset.UTC),
                        DoubtPolicy.RESEND,
                        MEMORY,
                        clock);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "500, true, true",
        "500, true, false",
        "500, false, true",
        "500, false, false",
        "422, true, true",
        "422, false, false",
        "403, true, true",
        "403, false, false",
        "0, true, true",
        "0, true, false",
        "0, false, true",
        "0, false, false",
        "200, true, true",
        "200, false, false",
        "400, true, true"
    })
    void goodRowsPassAndTheBadOneIsSetAside(int status, boolean numbers, boolean queries) {
        knows(numbers, queries);
        poison(status);
        hold(1, ROWS);

        Duration good = runUntil(() -> settled() == ROWS - 1);
        Duration aside = good.plus(runUntil(() -> state(BAD) == EntryState.DEAD));

        System.out.printf(
                "status %d, numbers %s, queries %s: %d posts with rows, good rows after %.1f s, bad"
                        + " row set aside after %.1f s; one batch arrived %d times at most, the bad"
                        + " row %d times%n",
                status,
                numbers,
                queries,
                sink.posts,
                good.toMillis() / 1e3,
                aside.toMillis() / 1e3,
                sink.mostOfOneBatch(),
                sink.withTheBadRow);
        boolean isPlain = status / 100 == 4;
        assertThat(good).isLessThanOrEqualTo(Duration.ofSeconds(isPlain ? 2 : 4));
        assertThat(aside).isLessThan(Duration.ofSeconds(40));
        assertThat(sink.mostOfOneBatch()).isLessThanOrEqualTo(3);
        assertThat(rowsThere()).isEqualTo(ROWS - 1);
        assertThat(ledger.find(EventFixtures.call(BAD).key()).orElseThrow().reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"500, STATUS", "503, STATUS", "403, STATUS", "422, STATUS", "0, LIE"})
    void nothingIsSetAsideWhileEveryPostIsAnsweredSo(int status, InjectedFault.Kind kind) {
        hold(1, ROWS);
        InjectedFault injectedFault =
                kind == InjectedFault.Kind.STATUS
                        ? InjectedFault.status(status)
                        : InjectedFault.of(kind);
        client.sandbox().arm(injectedFault.on("powerbi", "postRows", "").times(Integer.MAX_VALUE));

        run(Duration.ofMinutes(20));
        int before = sink.posts;
        client.sandbox().disarm();
        Duration back = runUntil(() -> settled() == ROWS);

        System.out.printf(
                "every post %s %d for twenty minutes: %d posts with rows, all taken %.1f s after it%n",
                kind, status, before, back.toMillis() / 1e3);
        assertThat(before).isLessThanOrEqualTo(3);
        assertThat(back).isLessThan(Duration.ofSeconds(10));
        assertThat(rowsThere()).isEqualTo(ROWS);
    }

    /** A refusal that may be about more than the rows brings a post without rows, which counts. */
    @Test
    void postsWithoutRowsAreWithinTheQuota() {
        List<Long> bad = LongStream.rangeClosed(1, 12).map(each -> each * 20).boxed().toList();
        bad.forEach(each -> poison(each, 422));
        hold(1, 240);

        runUntil(() -> bad.stream().allMatch(each -> state(each) == EntryState.DEAD));

        List<String> answers =
                client.sandbox().journal().served().stream()
                        .filter(each -> each.call().operation().equals("postRows"))
                        .map(JournalEntry::outcome)
                        .toList();
        System.out.printf(
                "12 bad rows among 240: %d posts with rows, %d in all%n",
                sink.posts, answers.size());
        assertThat(answers.size()).isGreaterThan(sink.posts + 12).isGreaterThan(120);
        assertThat(answers).doesNotContain("429");
        assertThat(rowsThere()).isEqualTo(228);
    }

    /** Numbers prove that they were taken, so they are not posted again. */
    @ParameterizedTest
    @EnumSource(names = {"COMMIT_THEN_DRIP", "COMMIT_THEN_ENDLESS"})
    void rowsAreThereOnceThoughTheAnswerHasNoEnd(InjectedFault.Kind kind) {
        client.sandbox().arm(InjectedFault.of(kind).on("powerbi", "postRows", "FactEvent"));
        hold(1, ROWS);

        runUntil(() -> settled() == ROWS);

        assertThat(client.sandbox().armed()).isEmpty();
        assertThat(sink.posts).isEqualTo(1);
        assertThat(rowsThere()).isEqualTo(ROWS);
    }

    @Test
    void aDatasetThatIsDeletedAndMadeAgainIsPushedTo() {
        hold(1, 5);
        runUntil(() -> settled() == 5);
        client.sandbox().pushApi().clear();
        hold(6, 9);

        runUntil(() -> settled() == 9);

        assertThat(rowsThere()).isEqualTo(4);
    }

    private void knows(boolean numbers, boolean queries) {
        var body =
                SandboxJson.object()
                        .put("sequenceNumbers", numbers ? "MONOTONIC_412" : "UNSUPPORTED")
                        .put("queries", queries ? "ANSWERED" : "REFUSED");
        client.sandbox()
                .pushApi()
                .switches(SandboxJson.changed(PowerBiSwitches.STRICT, PowerBiSwitches.class, body));
    }

    private void poison(int status) {
        poison(BAD, status);
    }

    private void poison(long bad, int status) {
        String id = EventFixtures.call(bad).key().value();
        client.sandbox().pushApi().poison(new PoisonRow("FactEvent", "EventID", id, status));
    }

    private void hold(long from, long to) {
        ledger.hold(LongStream.rangeClosed(from, to).mapToObj(EventFixtures::arrival).toList());
    }

    private EntryState state(long id) {
        return ledger.find(EventFixtures.call(id).key())
                .map(LedgerEntry::state)
                .orElse(EntryState.READY);
    }

    private long settled() {
        return LongStream.rangeClosed(1, ROWS)
                .filter(id -> state(id) == EntryState.SETTLED)
                .count();
    }

    private long rowsThere() {
        return client.sandbox().pushApi().datasets().stream()
                .mapToLong(each -> each.rows().getOrDefault("FactEvent", 0L))
                .sum();
    }

    private interface Goal {
        boolean isReached();
    }

    private Duration runUntil(Goal goal) {
        Duration passed = Duration.ZERO;
        while (!goal.isReached() && passed.compareTo(Duration.ofMinutes(30)) < 0) {
            beat();
            passed = passed.plus(BEAT);
        }
        assertThat(goal.isReached()).as("after %s, %s", passed, pusher.status()).isTrue();
        return passed;
    }

    private void run(Duration time) {
        for (Duration passed = Duration.ZERO;
                passed.compareTo(time) < 0;
                passed = passed.plus(BEAT)) {
            beat();
        }
    }

    private void beat() {
        pusher.keepLease();
        while (pusher.mayGoOn()) {
            PushRound pushRound = pusher.ensureDimensions(pusher.gate(pusher.begin()));
            pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(pushRound))));
        }
        clock.advance(BEAT);
    }

    /** Counts what goes out. */
    private static final class Counting extends ForwardingSink {
        private final Map<Long, Integer> arrivals = new HashMap<>();
        private int posts;
        private int withTheBadRow;

        Counting(Sink sink) {
            super(sink);
        }

        int mostOfOneBatch() {
            return arrivals.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }

        @Override
        public PushResult append(Batch batch) {
            posts++;
            arrivals.merge(batch.number(), 1, Integer::sum);
            String bad = "\"" + EventFixtures.call(BAD).key().value() + "\"";
            withTheBadRow += batch.rows().stream().anyMatch(row -> row.contains(bad)) ? 1 : 0;
            return super.append(batch);
        }
    }

    private static final class NothingFirst implements Prerequisites {
        @Override
        public void begin(String dataset, DatasetQuota datasetQuota) {}

        @Override
        public Readiness ready(Guard guard, List<FactEvent> facts) {
            return new Readiness.Ready();
        }
    }
}

package io.quill.events.sink.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.quill.events.FactEvent;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.BatchNumberHandover;
import io.quill.events.push.DoubtPolicy;
import io.quill.events.push.Prerequisites;
import io.quill.events.push.PushRound;
import io.quill.events.push.Pusher;
import io.quill.events.push.StoryReader;
import io.quill.events.sink.Batch;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.Sink;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.InjectedFault.Kind;
import io.quill.sandbox.powerbi.PowerBiSwitches;
import io.quill.sandbox.web.SandboxJson;
import io.quill.storm.Contents;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;

/** Somebody else writes to the table of facts, with the same application, behind Quill's back. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignRowsTest {
    private static final String FACTS = "FactEvent";
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final Duration BEAT = Duration.ofMillis(250);

    private final SettableClock clock = new SettableClock(EventFixtures.NINE);
    private final MemoryStore store = new MemoryStore(clock);
    private final Ledger ledger = new Ledger(store, clock, MEMORY);
    private final Logger logger =
            (Logger) LoggerFactory.getLogger("io.quill.events.push.ResultHandler");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final PowerBiHttpFixture client;
    private final Sink stranger;
    private Pusher pusher;

    ForeignRowsTest() throws Exception {
        client = PowerBiHttpFixture.open(clock, RetentionPolicy.NONE, Duration.ofSeconds(5));
        stranger = client.another(clock);
        pusher = pusher();
    }

    private Pusher pusher() {
        return new Pusher(
                store,
                ledger,
                new Lease(store, clock, "pusher", Duration.ofSeconds(6)),
                new Pusher.Neighbours(
                        client.sink(),
                        _ -> Admission.ADMITTED,
                        new NothingFirst(),
                        _ -> ZoneOffset.UTC),
                DoubtPolicy.RESEND,
                MEMORY,
                clock);
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        hold(1);
        runUntilSettled(1);
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        client.close();
    }

    /** Its number is higher, so the next post of ours is refused, and nothing is in doubt. */
    @Test
    void numbersGoOnBehindAStrangersWhichIsTold() {
        foreignRow(500);
        hold(2);

        runUntilSettled(2);

        assertThat(ids()).containsExactlyInAnyOrder("ALOWARE:1", "FOREIGN:500", "ALOWARE:2");
        assertThat(errors()).singleElement().asString().contains("Somebody else writes to");
    }

    /** Numbers prove nothing then, but a query finds our rows among the others. */
    @ParameterizedTest
    @ValueSource(strings = {"COMMIT_THEN_DROP", "DROP"})
    void aQuerySettlesADoubtThatAStrangersNumberHides(Kind kind) {
        strangerBehindADoubtOf(kind);

        runUntilSettled(2);

        assertThat(ids()).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2", "FOREIGN:500");
    }

    /** Then it may be there twice, and is told; it is never lost. */
    @ParameterizedTest
    @ValueSource(strings = {"COMMIT_THEN_DROP", "DROP"})
    void whatMayBeDoubledIsNamedWhereNobodyCanSay(Kind kind) {
        client.sandbox()
                .pushApi()
                .switches(
                        SandboxJson.changed(
                                PowerBiSwitches.STRICT,
                                PowerBiSwitches.class,
                                SandboxJson.object().put("queries", "REFUSED")));
        strangerBehindADoubtOf(kind);

        runUntilSettled(2);

        assertThat(ids()).contains("ALOWARE:1", "ALOWARE:2", "FOREIGN:500");
        assertThat(new StoryReader(ledger, store).latestBatches(10))
                .flatExtracting(each -> each.mayBeDoubled())
                .containsExactly(EventFixtures.call(2).key());
    }

    /** A killed rebuild had borrowed the numbers: nobody else writes. */
    @Test
    void theNumbersOfAKilledRebuildAreNoAlarm() {
        BatchNumberHandover.markLent(store);
        foreignRow(500);
        pusher.stepDown();
        pusher = pusher();
        hold(2);

        runUntilSettled(2);

        assertThat(ids()).containsExactlyInAnyOrder("ALOWARE:1", "FOREIGN:500", "ALOWARE:2");
        assertThat(errors()).isEmpty();
    }

    /** The answer of our post gets lost, and before anybody asks, the stranger has posted. */
    private void strangerBehindADoubtOf(Kind kind) {
        client.sandbox().arm(InjectedFault.of(kind).on("powerbi", "postRows", FACTS));
        client.sandbox()
                .arm(InjectedFault.status(503).on("powerbi", "sequenceNumbers", FACTS).times(2));
        hold(2);
        while (client.sandbox().armed().size() > 1) {
            beat();
        }
        foreignRow(500);
    }

    private void foreignRow(long number) {
        String row = "{\"EventID\":\"FOREIGN:500\",\"AgentID\":\"x\",\"MetricID\":\"CALLS\"}";
        stranger.ensure();
        assertThat(stranger.append(new Batch(FACTS, number, List.of(row))))
                .isInstanceOf(PushResult.Taken.class);
    }

    private List<String> errors() {
        return lines.list.stream()
                .filter(each -> each.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private List<String> ids() {
        return new Contents(client.sandbox())
                .timesOfEvents().entrySet().stream()
                        .flatMap(
                                each ->
                                        Collections.nCopies(each.getValue(), each.getKey())
                                                .stream())
                        .toList();
    }

    private void hold(long id) {
        ledger.hold(List.of(EventFixtures.arrival(id)));
    }

    private void runUntilSettled(long id) {
        for (int i = 0; i < 2_000 && state(id) != EntryState.SETTLED; i++) {
            beat();
        }
        assertThat(state(id)).as(pusher.status()).isEqualTo(EntryState.SETTLED);
    }

    private EntryState state(long id) {
        return ledger.find(EventFixtures.call(id).key())
                .map(LedgerEntry::state)
                .orElse(EntryState.READY);
    }

    private void beat() {
        pusher.keepLease();
        while (pusher.mayGoOn()) {
            PushRound pushRound = pusher.ensureDimensions(pusher.gate(pusher.begin()));
            pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(pushRound))));
        }
        clock.advance(BEAT);
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

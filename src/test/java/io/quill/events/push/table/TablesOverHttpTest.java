package io.quill.events.push.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.RequiredDimensionRow;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.dimension.WantedRows;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.SinkStatus;
import io.quill.events.sink.powerbi.PowerBiHttpFixture;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.ProcessKilledException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.dax.TableData;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.InjectedFault.Kind;
import io.quill.sandbox.powerbi.PoisonRow;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.sandbox.powerbi.PowerBiSwitches;
import io.quill.sandbox.web.SandboxJson;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the tables hold in the stand-in of Power BI, brought there by the client as it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablesOverHttpTest {
    private static final AgentRow ADA = agent("7", "Ada");
    private static final AgentRow BEN = agent("8", "Ben");
    private static final AgentRow RENAMED = agent("7", "Ada Moreno");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final PowerBiHttpFixture client;
    private CrashingStore store = new CrashingStore(new MemoryStore(clock));
    private WantedRows wanted = new WantedRows(store);
    private String dataset = "";
    private Replica first;
    private Replica second;

    TablesOverHttpTest() throws Exception {
        client = PowerBiHttpFixture.open(clock, RetentionPolicy.NONE);
        first = new Replica();
        second = new Replica();
    }

    private static AgentRow agent(String id, String name) {
        return new AgentRow(id, name, "", "", "", true);
    }

    /** A process that may push, with its own look at the lease. */
    private final class Replica {
        private final Lease lease = new Lease(store, clock, "pusher", Duration.ofSeconds(6));
        private final DatasetQuota datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE);
        private final PushedTables tables =
                new PushedTables(
                        store,
                        wanted,
                        client.sink(),
                        datasetQuota,
                        clock,
                        clock,
                        dataset,
                        List::of);
        private Optional<Guard> held = Optional.empty();

        boolean leads() {
            held = lease.acquire();
            return held.isPresent();
        }

        TableSyncProgress step() {
            return tables.advance(held.orElseThrow());
        }

        /** Until nothing is left to do. */
        void bringInLine() {
            for (int i = 0; i < 300; i++) {
                if (leads() && step() instanceof TableSyncProgress.InLine) {
                    return;
                }
                clock.advance(Duration.ofMillis(600));
            }
            throw new AssertionError("The tables did not come in line");
        }
    }

    @AfterAll
    void close() {
        client.close();
    }

    @BeforeEach
    void begin() {
        client.sandbox().reset();
        client.sandbox().pushApi().switches(PowerBiSwitches.STRICT);
        clock.advance(Duration.ofHours(2));
        store = new CrashingStore(new MemoryStore(clock));
        wanted = new WantedRows(store);
        dataset = ((SinkStatus.Ready) client.sink().ensure()).dataset();
        first = new Replica();
        second = new Replica();
        wanted.ensure(MetricRow.SEEDS);
        wanted.put(List.of(ADA, BEN));
        first.bringInLine();
    }

    /** Key and name of each agent that is there; a key that is there twice is an error. */
    private Map<String, String> agents() {
        TableData table = client.sandbox().pushApi().table(dataset, "DimAgent").orElseThrow();
        int key = table.columns().indexOf("AgentID");
        int name = table.columns().indexOf("AgentName");
        Map<String, String> agents = new TreeMap<>();
        List<String> keys = new ArrayList<>();
        table.rows()
                .forEach(
                        row -> {
                            keys.add(String.valueOf(row[key]));
                            agents.put(String.valueOf(row[key]), String.valueOf(row[name]));
                        });
        assertThat(keys).doesNotHaveDuplicates();
        return agents;
    }

    private long requests(String operation) {
        return client.sandbox().journal().count(PowerBi.SYSTEM, operation);
    }

    /** So that no test passes because nothing went wrong. */
    private void assertStruck(String operation) {
        String fine = PowerBi.SYSTEM + "." + operation + ".200";
        long happy = client.sandbox().journal().counters().getOrDefault(fine, 0L);
        assertThat(requests(operation)).isGreaterThan(happy);
    }

    @Test
    void appendsWhatIsNew() {
        long clears = requests("deleteRows");
        wanted.put(List.of(agent("9", "Cleo")));

        first.bringInLine();

        assertThat(agents()).containsOnlyKeys("7", "8", "9");
        assertThat(requests("deleteRows")).isEqualTo(clears);
    }

    @Test
    void clearsAndLoadsWhatChanged() {
        long clears = requests("deleteRows");
        wanted.put(List.of(RENAMED));

        first.bringInLine();

        assertThat(agents()).containsEntry("7", "Ada Moreno").containsEntry("8", "Ben").hasSize(2);
        assertThat(requests("deleteRows")).isEqualTo(clears + 1);
    }

    @Test
    void asksForNothingWhereNothingChanged() {
        long posts = requests("postRows") + requests("deleteRows");

        first.bringInLine();
        clock.advance(Duration.ofSeconds(10));
        second.bringInLine();

        assertThat(requests("postRows") + requests("deleteRows")).isEqualTo(posts);
    }

    @Test
    void coversAFactOnlyOnceItsAgentIsThere() {
        List<RequiredDimensionRow> hints = List.of(new RequiredDimensionRow.Agent("9"));
        wanted.ensure(List.of(AgentRow.unknown("9")));

        for (int i = 0; i < 20 && !first.tables.covers(hints); i++) {
            assertThat(agents()).doesNotContainKey("9");
            assertThat(first.leads()).isTrue();
            first.step();
            clock.advance(Duration.ofMillis(600));
        }

        assertThat(first.tables.covers(hints)).isTrue();
        assertThat(agents()).containsKey("9");
    }

    /** 0 closes the connection, and 200 is the page of a proxy. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422, 500, 0, 200})
    void haveEveryAgentThoughOneRowIsRefusedOrSpoilsEachPost(int status) {
        client.sandbox().pushApi().poison(new PoisonRow("DimAgent", "AgentName", "Bad", status));
        long clears = requests("deleteRows");
        long posts = requests("postRows");
        Map<String, String> all = new TreeMap<>(agents());
        for (int id = 100; id < 120; id++) {
            String name = id == 113 ? "Bad" : "Agent " + id;
            wanted.put(List.of(agent(String.valueOf(id), name)));
            all.put(String.valueOf(id), id == 113 ? "113" : name);
        }

        TableSyncProgress last = bringAsFarAsItGoes();

        assertThat(agents()).isEqualTo(all);
        assertThat(last)
                .isInstanceOfSatisfying(
                        TableSyncProgress.Stuck.class,
                        it -> assertThat(it.words()).contains("113"));
        assertThat(requests("deleteRows")).isEqualTo(clears);
        assertThat(requests("postRows") - posts).isLessThan(40);
    }

    @Test
    void areNotClearedAgainForARowThatASuccessorKnowsToBeRefused() {
        client.sandbox().pushApi().poison(new PoisonRow("DimAgent", "AgentName", "Bad", 500));
        wanted.put(List.of(agent("9", "Bad")));
        bringAsFarAsItGoes();
        long clears = requests("deleteRows");
        clock.advance(Duration.ofSeconds(7));

        for (int i = 0; i < 100; i++) {
            assertThat(second.leads()).isTrue();
            second.step();
            clock.advance(Duration.ofMillis(600));
            assertThat(agents()).containsOnlyKeys("7", "8", "9");
        }

        assertThat(requests("deleteRows")).isEqualTo(clears);
    }

    /** Until it says the same for long; no agent who was there is ever missing on the way. */
    private TableSyncProgress bringAsFarAsItGoes() {
        TableSyncProgress last = new TableSyncProgress.Stepped();
        for (int i = 0; i < 300 && !(last instanceof TableSyncProgress.Stuck); i++) {
            assertThat(first.leads()).isTrue();
            last = first.step();
            assertThat(agents()).containsKeys("7", "8");
            clock.advance(Duration.ofMillis(600));
        }
        return last;
    }

    /** The 120 an hour leave no room for a load, so the old rows stay until they do. */
    @Test
    void areNotClearedBeforeThereIsRoomToLoadThem() {
        for (int i = 0; i < 119; i++) {
            first.datasetQuota.answered(first.datasetQuota.record("DimAgent", 1), 1);
        }
        wanted.put(List.of(RENAMED));

        for (int i = 0; i < 20; i++) {
            assertThat(first.leads()).isTrue();
            first.step();
            assertThat(agents()).containsKeys("7", "8");
            clock.advance(Duration.ofSeconds(1));
        }
        clock.advance(Duration.ofMinutes(1));
        first.bringInLine();

        assertThat(agents()).containsEntry("7", "Ada Moreno").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void areFinishedByWhoeverComesNext(int writesBeforeTheEnd) {
        wanted.put(List.of(RENAMED, agent("9", "Cleo")));
        assertThat(first.leads()).isTrue();
        store.dieAfter(writesBeforeTheEnd);
        boolean died = false;
        for (int i = 0; i < 20 && !died; i++) {
            try {
                first.step();
                clock.advance(Duration.ofMillis(200));
            } catch (ProcessKilledException _) {
                died = true;
            }
        }
        store.liveOn();
        clock.advance(Duration.ofSeconds(7));

        second.bringInLine();

        assertThat(agents()).containsEntry("7", "Ada Moreno").containsOnlyKeys("7", "8", "9");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"COMMIT_THEN_DROP", "COMMIT_THEN_STATUS", "DROP", "STATUS", "LOCKED"})
    void areWholeWhateverAnAppendIsToldOrNot(Kind kind) {
        client.sandbox().arm(InjectedFault.of(kind).on(PowerBi.SYSTEM, "postRows", "DimAgent"));
        wanted.put(List.of(agent("9", "Cleo")));

        first.bringInLine();

        assertStruck("postRows");
        assertThat(agents()).containsOnlyKeys("7", "8", "9");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"COMMIT_THEN_DROP", "COMMIT_THEN_STATUS", "DROP", "STATUS", "LOCKED"})
    void areWholeWhateverAClearIsToldOrNot(Kind kind) {
        client.sandbox().arm(InjectedFault.of(kind).on(PowerBi.SYSTEM, "deleteRows", "DimAgent"));
        wanted.put(List.of(RENAMED));

        first.bringInLine();

        assertStruck("deleteRows");
        assertThat(agents()).containsEntry("7", "Ada Moreno").containsOnlyKeys("7", "8");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"COMMIT_THEN_DROP", "COMMIT_THEN_STATUS", "DROP"})
    void areWholeWhereNoNumbersAreKept(Kind kind) {
        client.sandbox()
                .pushApi()
                .switches(
                        SandboxJson.changed(
                                PowerBiSwitches.STRICT,
                                PowerBiSwitches.class,
                                SandboxJson.object().put("sequenceNumbers", "UNSUPPORTED")));
        client.sandbox().arm(InjectedFault.of(kind).on(PowerBi.SYSTEM, "postRows", "DimAgent"));
        wanted.put(List.of(agent("9", "Cleo")));

        first.bringInLine();

        assertStruck("postRows");
        assertThat(agents()).containsOnlyKeys("7", "8", "9");
    }

    @Test
    void areLeftAloneByOneWhoseLeaseWasTaken() {
        assertThat(first.leads()).isTrue();
        wanted.put(List.of(RENAMED));
        clock.advance(Duration.ofSeconds(7));
        second.bringInLine();
        long requests = requests("postRows") + requests("deleteRows");

        try {
            for (int i = 0; i < 10; i++) {
                first.step();
                clock.advance(Duration.ofMillis(600));
            }
        } catch (GuardLostException _) {
            // as it should be, as soon as it wanted to write
        }

        assertThat(requests("postRows") + requests("deleteRows")).isEqualTo(requests);
        assertThat(agents()).containsEntry("7", "Ada Moreno").hasSize(2);
    }
}

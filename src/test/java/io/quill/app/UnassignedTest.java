package io.quill.app;

import static io.quill.app.RunningQuill.await;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.BookkeepingRules;
import io.quill.events.ledger.EntryState;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.dynamo.DynamoLocal;
import io.quill.platform.store.dynamo.DynamoStore;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.platform.store.sqlite.SqliteStore;
import io.quill.sandbox.Sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An inbound call that nobody took reaches Power BI, though no delivery names an agent. */
@Timeout(300)
class UnassignedTest {
    @TempDir private Path directory;

    private final Clock clock = new Clock();
    private Sandbox sandbox;

    /** The time of day, and what a test puts it forward by. */
    private static final class Clock implements InstantSource {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private DataStore store(String kind) {
        return switch (kind) {
            case "memory" -> new MemoryStore(clock, BookkeepingRules.forSingleProcess());
            case "dynamodb" ->
                    DynamoStore.open(
                            DynamoLocal.table(UnassignedTest.class),
                            clock,
                            BookkeepingRules.forSharedStore());
            default ->
                    SqliteStore.open(
                            directory.resolve("u.db"), clock, BookkeepingRules.forSingleProcess());
        };
    }

    private RunningQuill house(DataStore store, String after) throws IOException {
        return new RunningQuill.Plan(directory)
                .all(sandbox.environment())
                .set("ALOWARE_RING_GROUP_ID", "8465")
                .set("COUNT_DIRECTIONS", "both")
                .set("UNASSIGNED_AFTER", after)
                .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                .on(store, clock)
                .open();
    }

    private static String missed(long id, String agent) {
        return """
        {"event":"InboundPhoneCall-DispositionMissed","body":{"id":%d,"owner_id":-1,\
        "user_id":%s,"ring_group_id":8465,"direction":1,"type":1,"current_status2":9,\
        "disposition_status2":3,"duration":20,"talk_time":0,"created_at":"2026-11-20 20:58:44"}}"""
                .formatted(id, agent);
    }

    private List<String> rows(String table) {
        return sandbox.pushApi().datasets().stream()
                .flatMap(each -> sandbox.pushApi().table(each.id(), table).stream())
                .flatMap(each -> StreamSupport.stream(each.rows().spliterator(), false))
                .map(Arrays::toString)
                .toList();
    }

    private List<String> facts(String... has) {
        return rows("FactEvent").stream()
                .filter(row -> Stream.of(has).allMatch(row::contains))
                .toList();
    }

    private static EntryState state(RunningQuill house, long id) {
        return house.held("ALOWARE:" + id).orElseThrow().state();
    }

    private static String told(AdminClient admin, String path) {
        try {
            return admin.get(path).text();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "dynamodb"})
    void goesOutAfterAnHourAsAFactOfTheUnassigned(String kind) throws Exception {
        try (RunningQuill house = house(store(kind), "1h")) {
            assertThat(house.aloware(missed(1, "null")).body()).contains("\"accepted\":1");
            assertThat(house.aloware(missed(2, "null")).body()).contains("\"accepted\":1");
            await(
                    () ->
                            state(house, 1) == EntryState.PARKED
                                    && state(house, 2) == EntryState.PARKED);
            assertThat(facts()).isEmpty();
        }
        clock.ahead = Duration.ofMinutes(58);
        try (RunningQuill house = house(store(kind), "1h")) {
            assertThat(house.aloware(missed(2, "4711")).body()).contains("\"duplicates\":1");
            assertThat(state(house, 1)).isEqualTo(EntryState.PARKED);
            clock.ahead = Duration.ofMinutes(58 + 61);

            await(() -> facts("ALOWARE:1, unassigned").size() == 1);
            assertThat(facts("ALOWARE:2, unassigned")).isEmpty();
            assertThat(rows("DimAgent"))
                    .filteredOn(row -> row.startsWith("[unassigned,"))
                    .containsExactly("[unassigned, Unassigned, , , , true]");
        }
    }

    @Test
    void isTheAgentsOfTheNextRebuildOnceSomebodyIsNamed() throws Exception {
        try (RunningQuill house = house(store("sqlite"), "1h");
                AdminClient admin = new AdminClient(house.port)) {
            letIn(admin, "4711");
            house.aloware(missed(1, "null"));
            house.aloware(missed(3, "null"));
            await(
                    () ->
                            state(house, 1) == EntryState.PARKED
                                    && state(house, 3) == EntryState.PARKED);
            clock.ahead = Duration.ofMinutes(61);
            await(() -> facts("unassigned").size() == 2);
            await(
                    () ->
                            state(house, 1) == EntryState.SETTLED
                                    && state(house, 3) == EntryState.SETTLED);

            assertThat(house.aloware(missed(1, "4711")).body()).contains("\"duplicates\":1");
            assertThat(house.aloware(missed(1, "4712")).body()).contains("\"duplicates\":1");

            assertThat(facts()).hasSize(2);
            assertThat(told(admin, "/admin/events/ALOWARE:1"))
                    .contains("named the agent 4711", "no delivery had named its agent");
            assertThat(told(admin, "/admin/events/ALOWARE:3")).doesNotContain("named the agent");
            assertThat(told(admin, "/admin/books")).doesNotContain("\"closes\":false");

            String dataset = sandbox.pushApi().datasets().getFirst().id();
            await(() -> told(admin, "/admin/events/ALOWARE:3").contains("archived"));
            String run =
                    admin.post("/admin/rebuild/" + dataset + "?clear=true&wait=0", "")
                            .json()
                            .path("id")
                            .asText();
            await(() -> !told(admin, "/admin/runs/" + run).contains("\"running\""));

            assertThat(told(admin, "/admin/runs/" + run)).contains("\"finished\"");
            assertThat(facts()).hasSize(2);
            assertThat(facts("ALOWARE:1, 4711")).hasSize(1);
            assertThat(facts("ALOWARE:3, unassigned")).hasSize(1);
        }
    }

    private static void letIn(AdminClient admin, String agent) throws Exception {
        assertThat(admin.put("/admin/agents/" + agent, "{\"door\":\"let-in\"}").status())
                .isEqualTo(200);
    }

    @Test
    void staysOutWhereItIsNeverToGoOut() throws Exception {
        List<EntryState> seen = new ArrayList<>();
        try (RunningQuill house = house(store("memory"), "never")) {
            house.aloware(missed(1, "null"));
            await(() -> state(house, 1) == EntryState.PARKED);
            clock.ahead = Duration.ofDays(13);
            house.aloware(missed(2, "null"));
            await(() -> state(house, 2) == EntryState.PARKED);
            seen.add(state(house, 1));
            clock.ahead = Duration.ofDays(15);
            await(() -> state(house, 1) == EntryState.DEAD);
        }
        assertThat(seen).containsExactly(EntryState.PARKED);
        assertThat(facts()).isEmpty();
    }
}

package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.app.AdminClient.Answer;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerEntry;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.InjectedFault.Kind;
import io.quill.sandbox.powerbi.PoisonRow;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.sandbox.powerbi.PowerBiSwitches;
import io.quill.sandbox.web.SandboxJson;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** A whole Quill before a Power BI that can be asked neither for numbers nor for rows. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoubtOverHttpTest {
    @TempDir private static Path directory;

    private static Sandbox sandbox;
    private static RunningQuill house;
    private static AdminClient admin;

    @BeforeAll
    static void open() throws Exception {
        sandbox = Sandbox.start();
        sandbox.pushApi()
                .switches(
                        SandboxJson.changed(
                                PowerBiSwitches.STRICT,
                                PowerBiSwitches.class,
                                SandboxJson.object()
                                        .put("sequenceNumbers", "UNSUPPORTED")
                                        .put("queries", "REFUSED")));
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.keySet().removeIf(each -> !each.startsWith("POWERBI"));
        house =
                new RunningQuill.Plan(directory)
                        .all(environment)
                        .set("IN_DOUBT", "hold")
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .open();
        admin = new AdminClient(house.port);
    }

    @AfterAll
    static void close() {
        admin.close();
        house.close();
        sandbox.close();
    }

    @Test
    @Order(1)
    void countsWhatAnOperatorAcceptsAsTaken() throws Exception {
        deliver(1, Kind.COMMIT_THEN_STATUS);
        rule(held(1), "accept");

        RunningQuill.await(() -> state(1) == EntryState.SETTLED);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void sendsAgainWhatAnOperatorOrdersAndNamesItsRows() throws Exception {
        deliver(2, Kind.STATUS);
        long number = held(2);
        rule(number, "resend");

        RunningQuill.await(() -> state(2) == EntryState.SETTLED);
        assertThat(rows()).isEqualTo(2);
        assertThat(admin.get("/admin/batches/held").json().path("batches")).isEmpty();
        assertThat(admin.get("/admin/batches").json().path("batches"))
                .filteredOn(each -> !each.path("mayBeDoubled").isEmpty())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.path("number").asLong()).isEqualTo(number);
                            assertThat(each.path("mayBeDoubled")).hasToString("[\"ALOWARE:2\"]");
                        });
    }

    @Test
    @Order(3)
    void setsARowAsideThatResetsEachPostHoweverOftenItIsOrderedAgain() throws Exception {
        sandbox.pushApi().poison(new PoisonRow("FactEvent", "EventID", "ALOWARE:12", 0));
        for (long id = 10; id < 16; id++) {
            deliver(id);
        }
        AtomicLong last = new AtomicLong(15);

        RunningQuill.await(
                () -> {
                    orderAllAgain();
                    if (state(last.get()) == EntryState.SETTLED) {
                        deliver(last.incrementAndGet());
                    }
                    return state(12) == EntryState.DEAD;
                });
        for (long id : List.of(10L, 11L, 13L, 14L, 15L)) {
            assertThat(state(id)).isEqualTo(EntryState.SETTLED);
        }
    }

    /** The last, since nothing goes for an hour then. */
    @Test
    @Order(4)
    void saysUntilWhenPowerBiAsksToWait() throws Exception {
        assertThat(admin.get("/admin/status").json().has("pushingWaits")).isFalse();
        Instant before = Instant.now();
        sandbox.arm(
                InjectedFault.status(429)
                        .retryAfter(Duration.ofHours(5))
                        .on(PowerBi.SYSTEM, "postRows", "FactEvent"));

        house.aloware(SampleDeliveries.call(3));

        RunningQuill.await(() -> waits().has("until"));
        Instant until = Instant.parse(waits().path("until").asText());
        assertThat(until)
                .isBetween(
                        before.plus(Duration.ofHours(1)).minusMillis(1),
                        Instant.now().plus(Duration.ofHours(1)));
        assertThat(waits().path("why").asText())
                .startsWith("Power BI asks to wait until " + until.toString().substring(0, 16))
                .contains("429");
    }

    private static JsonNode waits() {
        return answer("/admin/status").json().path("pushingWaits");
    }

    private static Answer answer(String path) {
        return quietly(() -> admin.get(path));
    }

    private static void orderAllAgain() {
        for (JsonNode batch : answer("/admin/batches/held").json().path("batches")) {
            if (batch.path("order").isEmpty()) {
                String path = "/admin/batches/" + batch.path("number").asLong() + "/rule";
                quietly(() -> admin.post(path, "{\"ruling\":\"resend\"}"));
            }
        }
    }

    private static void deliver(long id) {
        quietly(() -> house.aloware(SampleDeliveries.call(id)));
    }

    private static <T> T quietly(Callable<T> request) {
        try {
            return request.call();
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    private static void deliver(long id, Kind kind) throws Exception {
        sandbox.arm(InjectedFault.of(kind).on(PowerBi.SYSTEM, "postRows", "FactEvent"));
        house.aloware(SampleDeliveries.call(id));
    }

    /** The number of the batch that waits, with the words that an operator is told. */
    private static long held(long id) throws Exception {
        RunningQuill.await(() -> !answer("/admin/batches/held").json().path("batches").isEmpty());
        assertThat(state(id)).isEqualTo(EntryState.BATCHED);
        JsonNode batch = admin.get("/admin/batches/held").json().path("batches").path(0);
        assertThat(batch.path("story").toString()).contains("held for an operator");
        return batch.path("number").asLong();
    }

    private static void rule(long number, String ruling) throws Exception {
        String body = "{\"ruling\":\"" + ruling + "\"}";
        Answer answer = admin.post("/admin/batches/" + number + "/rule", body);
        assertThat(answer.status()).isEqualTo(200);
    }

    private static EntryState state(long id) {
        return house.held("ALOWARE:" + id).map(LedgerEntry::state).orElse(EntryState.READY);
    }

    private static long rows() {
        return sandbox.pushApi().datasets().stream()
                .mapToLong(each -> each.rows().getOrDefault("FactEvent", 0L))
                .sum();
    }
}

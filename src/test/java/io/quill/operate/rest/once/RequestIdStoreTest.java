package io.quill.operate.rest.once;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.access.AdminRequest;
import io.quill.operate.access.Caller;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.RequestBody;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.dynamo.DynamoLocal;
import io.quill.platform.store.dynamo.DynamoStore;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

class RequestIdStoreTest {
    private static final Duration MEMORY = Duration.ofDays(14);

    private final SettableClock clock = new SettableClock(Instant.parse("2036-03-02T09:00:00Z"));

    /** An answer of a test. */
    record Told(String words) {}

    private static OperationCall call(String who, String body) {
        Operation operation =
                Operation.post("/admin/x", "doX", "does x")
                        .takes(new RequestBody.Of(Told.class, true))
                        .answers(Told.class, _ -> AdminReply.ok(new Told("done")));
        AdminRequest adminRequest =
                new AdminRequest(
                        "r",
                        Instant.EPOCH,
                        "POST",
                        "/admin/x",
                        Map.of(),
                        "::1",
                        body.getBytes(UTF_8));
        return new OperationCall(
                operation, Map.of(), adminRequest, new Caller(who, Caller.Way.KEY, "::1"));
    }

    private static final OperationCall ASKED = call("ana", "{}");

    private static String owner(RepeatCheck repeatCheck) {
        return switch (repeatCheck) {
            case RepeatCheck.First(String owner) -> owner;
            case RepeatCheck.Again _, RepeatCheck.Underway _, RepeatCheck.Other _ ->
                    throw new AssertionError("It is not the first: " + repeatCheck);
        };
    }

    private RequestIdStore in(DataStore store, String process) {
        return new RequestIdStore(store, clock, MEMORY, process);
    }

    @Nested
    class InAStoreOfOneProcess {
        private final MemoryStore store = new MemoryStore(clock);
        private final RequestIdStore requestIdStore = in(store, "here");

        @Test
        void anIdIsClaimedOnce() {
            owner(requestIdStore.claim("one", ASKED));

            assertThat(requestIdStore.claim("one", ASKED)).isInstanceOf(RepeatCheck.Underway.class);
            assertThat(requestIdStore.claim("two", ASKED)).isInstanceOf(RepeatCheck.First.class);
        }

        @Test
        void anIdGetsTheFirstAnswerAgain() {
            AdminReply adminReply =
                    AdminReply.ok(new Told("done")).withRun("run-1").with("Retry-After", "5");
            requestIdStore.complete(
                    "one", ASKED, owner(requestIdStore.claim("one", ASKED)), adminReply);

            assertThat(requestIdStore.claim("one", ASKED))
                    .isInstanceOfSatisfying(
                            RepeatCheck.Again.class,
                            again -> {
                                assertThat(again.first().status()).isEqualTo(200);
                                assertThat(again.first().body()).isEqualTo(adminReply.body());
                                assertThat(again.first().headers()).isEqualTo(adminReply.headers());
                            });
        }

        @Test
        void anIdIsGoodForOneRequest() {
            requestIdStore.claim("one", ASKED);

            assertThat(requestIdStore.claim("one", call("ana", "{} ")))
                    .isInstanceOf(RepeatCheck.Other.class);
        }

        @Test
        void everybodyHasIdsOfTheirOwn() {
            requestIdStore.claim("one", ASKED);

            assertThat(requestIdStore.claim("one", call("bob", "{}")))
                    .isInstanceOf(RepeatCheck.First.class);
        }

        @Test
        void anIdIsFreeAgainWhereNothingWasDone() {
            requestIdStore.delete("one", ASKED, owner(requestIdStore.claim("one", ASKED)));

            assertThat(requestIdStore.claim("one", call("ana", "{\"words\":\"\"}")))
                    .isInstanceOf(RepeatCheck.First.class);
        }

        @Test
        void aClaimOfADeadProcessIsFreeAtOnce() {
            in(store, "before").claim("one", ASKED);

            assertThat(requestIdStore.claim("one", ASKED)).isInstanceOf(RepeatCheck.First.class);
        }

        @Test
        void anIdIsForgottenAfterAWhile() {
            AdminReply adminReply = AdminReply.ok(new Told("done"));
            requestIdStore.complete(
                    "one", ASKED, owner(requestIdStore.claim("one", ASKED)), adminReply);
            clock.advance(MEMORY.plusSeconds(1));

            assertThat(requestIdStore.claim("one", ASKED)).isInstanceOf(RepeatCheck.First.class);
        }
    }

    @Nested
    class AmongReplicas {
        private final DataStore store =
                DynamoStore.open(DynamoLocal.table(RequestIdStoreTest.class), clock);
        private final String id = UUID.randomUUID().toString();
        private final RequestIdStore here = in(store, "here");
        private final RequestIdStore there = in(store, "there");

        @Test
        void oneOfManyAtOnceIsFirst() {
            List<RepeatCheck> repeats =
                    IntStream.range(0, 8)
                            .parallel()
                            .mapToObj(i -> (i % 2 == 0 ? here : there).claim(id, ASKED))
                            .toList();

            assertThat(repeats).filteredOn(RepeatCheck.First.class::isInstance).hasSize(1);
            assertThat(repeats).filteredOn(RepeatCheck.Underway.class::isInstance).hasSize(7);
        }

        @Test
        void aClaimOfADeadProcessIsFreeAfterAWhile() {
            String dead = owner(there.claim(id, ASKED));
            assertThat(here.claim(id, ASKED)).isInstanceOf(RepeatCheck.Underway.class);
            clock.advance(RequestIdStore.CLAIM);

            String owner = owner(here.claim(id, ASKED));
            there.complete(id, ASKED, dead, AdminReply.ok(new Told("late")));
            here.complete(id, ASKED, owner, AdminReply.ok(new Told("in time")));

            assertThat(there.claim(id, ASKED))
                    .isInstanceOfSatisfying(
                            RepeatCheck.Again.class,
                            again ->
                                    assertThat(new String(again.first().body(), UTF_8))
                                            .contains("in time"));
        }
    }
}

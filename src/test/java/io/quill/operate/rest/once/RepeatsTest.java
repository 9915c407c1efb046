package io.quill.operate.rest.once;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.access.Caller;
import io.quill.operate.access.Request;
import io.quill.operate.rest.Body;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Reply;
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

class RepeatsTest {
    private static final Duration MEMORY = Duration.ofDays(14);

    private final SettableClock clock = new SettableClock(Instant.parse("2036-03-02T09:00:00Z"));

    /** An answer of a test. */
    record Told(String words) {}

    private static Call call(String who, String body) {
        Operation operation =
                Operation.post("/admin/x", "doX", "does x")
                        .takes(new Body.Of(Told.class, true))
                        .answers(Told.class, _ -> Reply.ok(new Told("done")));
        Request request =
                new Request(
                        "r",
                        Instant.EPOCH,
                        "POST",
                        "/admin/x",
                        Map.of(),
                        "::1",
                        body.getBytes(UTF_8));
        return new Call(operation, Map.of(), request, new Caller(who, Caller.Way.KEY, "::1"));
    }

    private static final Call ASKED = call("ana", "{}");

    private static String owner(Repeat repeat) {
        return switch (repeat) {
            case Repeat.First(String owner) -> owner;
            case Repeat.Again _, Repeat.Underway _, Repeat.Other _ ->
                    throw new AssertionError("It is not the first: " + repeat);
        };
    }

    private Repeats in(DataStore store, String process) {
        return new Repeats(store, clock, MEMORY, process);
    }

    @Nested
    class InAStoreOfOneProcess {
        private final MemoryStore store = new MemoryStore(clock);
        private final Repeats repeats = in(store, "here");

        @Test
        void anIdIsClaimedOnce() {
            owner(repeats.claim("one", ASKED));

            assertThat(repeats.claim("one", ASKED)).isInstanceOf(Repeat.Underway.class);
            assertThat(repeats.claim("two", ASKED)).isInstanceOf(Repeat.First.class);
        }

        @Test
        void anIdGetsTheFirstAnswerAgain() {
            Reply reply = Reply.ok(new Told("done")).in("run-1").with("Retry-After", "5");
            repeats.answered("one", ASKED, owner(repeats.claim("one", ASKED)), reply);

            assertThat(repeats.claim("one", ASKED))
                    .isInstanceOfSatisfying(
                            Repeat.Again.class,
                            again -> {
                                assertThat(again.first().status()).isEqualTo(200);
                                assertThat(again.first().body()).isEqualTo(reply.body());
                                assertThat(again.first().headers()).isEqualTo(reply.headers());
                            });
        }

        @Test
        void anIdIsGoodForOneRequest() {
            repeats.claim("one", ASKED);

            assertThat(repeats.claim("one", call("ana", "{} "))).isInstanceOf(Repeat.Other.class);
        }

        @Test
        void everybodyHasIdsOfTheirOwn() {
            repeats.claim("one", ASKED);

            assertThat(repeats.claim("one", call("bob", "{}"))).isInstanceOf(Repeat.First.class);
        }

        @Test
        void anIdIsFreeAgainWhereNothingWasDone() {
            repeats.letGo("one", ASKED, owner(repeats.claim("one", ASKED)));

            assertThat(repeats.claim("one", call("ana", "{\"words\":\"\"}")))
                    .isInstanceOf(Repeat.First.class);
        }

        @Test
        void aClaimOfADeadProcessIsFreeAtOnce() {
            in(store, "before").claim("one", ASKED);

            assertThat(repeats.claim("one", ASKED)).isInstanceOf(Repeat.First.class);
        }

        @Test
        void anIdIsForgottenAfterAWhile() {
            Reply reply = Reply.ok(new Told("done"));
            repeats.answered("one", ASKED, owner(repeats.claim("one", ASKED)), reply);
            clock.advance(MEMORY.plusSeconds(1));

            assertThat(repeats.claim("one", ASKED)).isInstanceOf(Repeat.First.class);
        }
    }

    @Nested
    class AmongReplicas {
        private final DataStore store =
                DynamoStore.open(DynamoLocal.table(RepeatsTest.class), clock);
        private final String id = UUID.randomUUID().toString();
        private final Repeats here = in(store, "here");
        private final Repeats there = in(store, "there");

        @Test
        void oneOfManyAtOnceIsFirst() {
            List<Repeat> repeats =
                    IntStream.range(0, 8)
                            .parallel()
                            .mapToObj(i -> (i % 2 == 0 ? here : there).claim(id, ASKED))
                            .toList();

            assertThat(repeats).filteredOn(Repeat.First.class::isInstance).hasSize(1);
            assertThat(repeats).filteredOn(Repeat.Underway.class::isInstance).hasSize(7);
        }

        @Test
        void aClaimOfADeadProcessIsFreeAfterAWhile() {
            String dead = owner(there.claim(id, ASKED));
            assertThat(here.claim(id, ASKED)).isInstanceOf(Repeat.Underway.class);
            clock.advance(Repeats.CLAIM);

            String owner = owner(here.claim(id, ASKED));
            there.answered(id, ASKED, dead, Reply.ok(new Told("late")));
            here.answered(id, ASKED, owner, Reply.ok(new Told("in time")));

            assertThat(there.claim(id, ASKED))
                    .isInstanceOfSatisfying(
                            Repeat.Again.class,
                            again ->
                                    assertThat(new String(again.first().body(), UTF_8))
                                            .contains("in time"));
        }
    }
}

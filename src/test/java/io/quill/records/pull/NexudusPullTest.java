package io.quill.records.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.records.landing.Cursor;
import io.quill.records.landing.Landed;
import io.quill.records.landing.Trigger;
import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.nexudus.Coworking;
import io.quill.sandbox.nexudus.Kind;
import io.quill.sandbox.nexudus.Nexudus;
import io.quill.sandbox.nexudus.NexudusSwitches;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Web;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class NexudusPullTest {
    private static final Instant OPENED = Instant.parse("2025-01-06T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final Duration LIFE = Duration.ofSeconds(20_159);
    private static final String PASSWORD = "correct-horse";

    private final Web web = new Web();
    private final Desk desk = Desk.of(() -> clock(), _ -> {});
    private final Nexudus nexudus = new Nexudus(desk, "quill@spaces.example", PASSWORD);
    private final Pulling pulling =
            new Pulling(
                    Pulling.PACKED.resolve("nexudus.yaml"),
                    Map.of(
                            "api-url",
                            web.open(0, nexudus) + "/api",
                            "username",
                            "quill@spaces.example",
                            "password",
                            PASSWORD),
                    NOW);

    private Instant clock() {
        return pulling.instant();
    }

    @BeforeEach
    void open() {
        new Coworking(nexudus, OPENED).open(60);
    }

    @AfterEach
    void close() {
        pulling.close();
        web.close();
    }

    private long asked(String operation) {
        return desk.journal().served().stream()
                .filter(each -> each.call().operation().equals(operation))
                .count();
    }

    private void strict(int deepest) {
        nexudus.switches(new NexudusSwitches(deepest, 20_159, 0, 15, List.of(), 0));
    }

    @Test
    void readsEverythingTheFirstTime() {
        Stream.of("locations", "products", "contracts", "resources", "extra_services", "coworkers")
                .forEach(pulling::complete);

        assertThat(pulling.landing.records(pulling.feed("products"))).hasSize(60);
        assertThat(pulling.landing.records(pulling.feed("locations"))).hasSize(4);
        assertThat(pulling.landing.records(pulling.feed("resources")))
                .hasSize((int) nexudus.count(Kind.RESOURCE));
        assertThat(pulling.landing.records(pulling.feed("contracts")))
                .hasSize((int) nexudus.count(Kind.COWORKER_CONTRACT));
        assertThat(pulling.landing.records(pulling.feed("coworkers")))
                .hasSize((int) nexudus.count(Kind.COWORKER));
        assertThat(pulling.landing.records(pulling.feed("extra_services"))).hasSize(3);
        assertThat(asked("token")).isOne();
    }

    @Test
    void takesTheBytesAsTheyCame() {
        pulling.complete("products");

        assertThat(pulling.landing.texts(pulling.feed("products")).get("" + Coworking.product(7)))
                .isEqualTo(nexudus.shown(Kind.FLOOR_PLAN_DESK, Coworking.product(7)).orElseThrow());
    }

    @Test
    void takesTheWholeRecordWhereAListHasAPart() {
        pulling.complete("locations");

        assertThat(pulling.landing.texts(pulling.feed("locations")).get("" + Coworking.location(1)))
                .contains("BusinessSettings", "MondayOpenTime");
    }

    @Test
    void knowsWhenARecordChanged() {
        pulling.complete("products");

        assertThat(pulling.landing.records(pulling.feed("products")).get("" + Coworking.product(1)))
                .extracting(record -> record.changedAt().orElseThrow())
                .isEqualTo(OPENED.plus(Duration.ofMinutes(90)));
    }

    @Nested
    class TheNextDay {
        @BeforeEach
        void first() {
            pulling.complete("products");
            desk.journal().clear();
            pulling.advance(Duration.ofDays(1));
        }

        @Test
        void readsWhatHasChangedAlone() {
            nexudus.change(
                    Kind.FLOOR_PLAN_DESK, Coworking.product(3), Json.object().put("Price", 9));
            pulling.advance(Duration.ofMinutes(1));

            assertThat(pulling.complete("products").landed().read()).isOne();
            assertThat(
                            pulling.landing
                                    .texts(pulling.feed("products"))
                                    .get("" + Coworking.product(3)))
                    .contains("\"Price\":9");
            assertThat(asked("list")).isOne();
        }

        @Test
        void readsAgainWhatChangedWhileTheLastRunWentOn() {
            nexudus.put(
                    Kind.FLOOR_PLAN_DESK,
                    nexudus.find(Kind.FLOOR_PLAN_DESK, Coworking.product(3))
                            .orElseThrow()
                            .put("UpdatedOn", NOW.minusSeconds(1).toString()));

            assertThat(pulling.complete("products").landed().read()).isOne();
        }

        @Test
        void readsFromTheLastGoodRunAfterABadOne() {
            nexudus.change(
                    Kind.FLOOR_PLAN_DESK, Coworking.product(3), Json.object().put("Price", 9));
            desk.faults().arm(Fault.status(400).on(Nexudus.SYSTEM, "list", ""));
            assertThat(Pulling.failure(pulling.pull("products"))).contains("answered 400");
            pulling.advance(Duration.ofDays(1));

            assertThat(pulling.complete("products").landed().read()).isOne();
        }

        @Test
        void doesNotSeeWhatWasDeleted() {
            nexudus.delete(Kind.FLOOR_PLAN_DESK, Coworking.product(3));

            pulling.complete("products");

            assertThat(pulling.landing.records(pulling.feed("products"))).hasSize(60);
        }

        @Test
        void movesTheCursorThoughNothingChanged() {
            Cursor before = pulling.landing.cursor(pulling.feed("products")).orElseThrow();

            pulling.complete("products");

            assertThat(pulling.landing.cursor(pulling.feed("products"))).get().isNotEqualTo(before);
        }
    }

    @Nested
    class AWeekLater {
        @BeforeEach
        void first() {
            pulling.complete("products");
            pulling.advance(Duration.ofDays(7));
        }

        @Test
        void seesWhatWasDeletedAndWhatCameBack() {
            var deleted = nexudus.find(Kind.FLOOR_PLAN_DESK, Coworking.product(3)).orElseThrow();
            nexudus.delete(Kind.FLOOR_PLAN_DESK, Coworking.product(3));

            assertThat(pulling.complete("products").landed().deleted()).isOne();
            assertThat(pulling.landing.records(pulling.feed("products")))
                    .hasSize(59)
                    .doesNotContainKey("" + Coworking.product(3));

            nexudus.put(Kind.FLOOR_PLAN_DESK, deleted);
            pulling.advance(Duration.ofDays(7));
            pulling.complete("products");
            assertThat(pulling.landing.records(pulling.feed("products"))).hasSize(60);
        }

        @Test
        void deletesNothingWhenMostOfItIsMissing() {
            for (int i = 1; i <= 40; i++) {
                nexudus.delete(Kind.FLOOR_PLAN_DESK, Coworking.product(i));
            }
            Cursor before = pulling.landing.cursor(pulling.feed("products")).orElseThrow();

            assertThat(Pulling.failure(pulling.pull("products")))
                    .contains("Nothing", "was deleted", "20 ids of 60");
            assertThat(pulling.landing.records(pulling.feed("products"))).hasSize(60);
            assertThat(pulling.landing.cursor(pulling.feed("products"))).contains(before);
        }
    }

    @Nested
    class DeepPages {
        @Test
        void areAvoidedByReadingInPieces() {
            strict(1);

            assertThat(pulling.complete("products").landed().read()).isEqualTo(60);
        }

        @Test
        void areHalvedUntilTheyAreShallow() {
            new Coworking(nexudus, OPENED).open(450);
            strict(1);

            assertThat(pulling.complete("products").landed().read()).isGreaterThanOrEqualTo(450);
            assertThat(pulling.landing.records(pulling.feed("products"))).hasSize(450);
        }

        @Test
        void endThePullWhereNoPieceIsSmallEnough() {
            for (int i = 1; i <= 150; i++) {
                var desk = nexudus.find(Kind.FLOOR_PLAN_DESK, Coworking.product(1)).orElseThrow();
                nexudus.put(Kind.FLOOR_PLAN_DESK, desk.put("Id", Coworking.product(i)));
            }
            strict(1);

            assertThat(Pulling.failure(pulling.pull("products")))
                    .contains("too long even in the smallest pieces", "403");
            assertThat(pulling.landing.cursor(pulling.feed("products"))).isEmpty();
        }

        @Test
        void areToldFromAMissingRole() {
            nexudus.switches(
                    new NexudusSwitches(57, 20_159, 0, 15, List.of("FloorPlanDesk-List"), 0));

            assertThat(Pulling.failure(pulling.pull("products")))
                    .contains("answered 403", "FloorPlanDesk-List");
        }
    }

    @Nested
    class ATokenThat {
        @Test
        void endsSoonIsReplacedBefore() {
            pulling.complete("locations");
            pulling.advance(LIFE.minusSeconds(59));

            pulling.complete("locations");

            assertThat(asked("token")).isEqualTo(2);
            assertThat(outcomes("list")).doesNotContain("401");
        }

        @Test
        void isGoodIsKept() {
            pulling.complete("locations");
            pulling.advance(LIFE.minusSeconds(61));

            pulling.complete("locations");

            assertThat(asked("token")).isOne();
        }

        @Test
        void isRefusedIsReplacedOnce() {
            pulling.complete("locations");
            nexudus.revokeTokens();

            pulling.complete("locations");

            assertThat(asked("token")).isEqualTo(2);
        }

        @Test
        void cannotBeRefreshedIsHadForThePassword() {
            pulling.complete("locations");
            nexudus.revokeTokens();
            nexudus.forgetRefreshTokens();

            pulling.complete("locations");

            assertThat(outcomes("token")).containsExactly("200", "400", "200");
        }

        @Test
        void isNeverGivenIsSaidWithoutThePassword() {
            try (Pulling other =
                    new Pulling(
                            Pulling.PACKED.resolve("nexudus.yaml"),
                            Map.of(
                                    "api-url", pulling.line.account().values().get("api-url") + "",
                                    "username", "quill@spaces.example",
                                    "password", "wrong-" + PASSWORD),
                            NOW)) {
                assertThat(Pulling.failure(other.pull("locations")))
                        .contains("No token", "acme/nexudus", "invalid_grant", "incorrect")
                        .doesNotContain(PASSWORD);
            }
        }
    }

    private List<String> outcomes(String operation) {
        return desk.journal().served().stream()
                .filter(each -> each.call().operation().equals(operation))
                .map(each -> each.outcome())
                .toList();
    }

    @Nested
    class WhenTheServiceIs {
        @Test
        void busyWaitsAsLongAsItSays() {
            desk.faults()
                    .arm(
                            Fault.status(429)
                                    .on(Nexudus.SYSTEM, "list", "")
                                    .retryAfter(Duration.ofSeconds(23)));

            Pulled.Complete complete = pulling.complete("extra_services");

            assertThat(pulling.pauses).containsExactly(Duration.ofSeconds(23));
            assertThat(complete.effort().throttled()).isOne();
            assertThat(complete.effort().retries()).isOne();
        }

        @Test
        void busyWaitsAWhileWhereItDoesNotSay() {
            desk.faults().arm(Fault.status(429).on(Nexudus.SYSTEM, "list", ""));

            pulling.complete("extra_services");

            assertThat(pulling.pauses).containsExactly(Duration.ofSeconds(15));
        }

        @Test
        void unwellTriesLongerAndLonger() {
            desk.faults().arm(Fault.status(503).on(Nexudus.SYSTEM, "list", "").times(3));

            pulling.complete("extra_services");

            assertThat(pulling.pauses)
                    .containsExactly(
                            Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(16));
        }

        @Test
        void unwellForLongGivesUp() {
            desk.faults().arm(Fault.status(503).on(Nexudus.SYSTEM, "list", "").times(5));

            assertThat(Pulling.failure(pulling.pull("extra_services")))
                    .contains("answered 503", "tried 5 times");
        }

        @Test
        void goneInTheMiddleOfAnAnswerAsksAgain() {
            desk.faults().arm(Fault.of(Fault.Kind.DROP).on(Nexudus.SYSTEM, "list", ""));

            assertThat(pulling.complete("extra_services").landed().read()).isEqualTo(3);
        }

        @Test
        void limitedKeepsToTheBudget() {
            nexudus.switches(new NexudusSwitches(57, 20_159, 300, 15, List.of(), 0));

            Pulled.Complete complete = pulling.complete("products");

            assertThat(complete.effort().throttled()).isZero();
        }
    }

    @Nested
    class ActiveContracts {
        @BeforeEach
        void first() {
            pulling.complete("contracts");
            desk.journal().clear();
        }

        /** As a payment does: the time of change stays. */
        private void pay(int contract, boolean active) {
            ObjectNode changed =
                    nexudus.find(Kind.COWORKER_CONTRACT, Coworking.contract(contract))
                            .orElseThrow();
            nexudus.put(
                    Kind.COWORKER_CONTRACT,
                    changed.put("PriceWithProducts", 77.5).put("Active", active));
        }

        private String contract(int contract) {
            return pulling.landing
                    .texts(pulling.feed("contracts"))
                    .getOrDefault("" + Coworking.contract(contract), "");
        }

        @Test
        void areReadAgainEachDayThoughTheirTimeOfChangeStays() {
            pay(1, true);
            pulling.advance(Duration.ofHours(24).minusSeconds(20));

            Landed landed = pulling.complete("contracts").landed();

            assertThat(contract(1)).contains("77.5");
            assertThat(landed.appended()).isOne();
            assertThat(landed.deleted()).isZero();
        }

        @Test
        void areAskedForManyAtOnce() {
            pulling.advance(Duration.ofHours(24).minusSeconds(20));

            long records = pulling.complete("contracts").landed().read();

            assertThat(records).isGreaterThan(2);
            assertThat(asked("list")).isLessThanOrEqualTo(1 + Math.ceilDiv(records, 50));
            assertThat(asked("get")).isZero();
        }

        @Test
        void areLeftAloneBetweenTwoDays() {
            pay(1, true);
            pulling.advance(Duration.ofHours(19));

            assertThat(pulling.complete("contracts").landed().read()).isZero();
        }

        @Test
        void thatHaveEndedAreLeftAlone() {
            pulling.advance(Duration.ofHours(24).minusSeconds(20));
            pay(1, false);
            pulling.complete("contracts");
            pay(1, false);
            desk.journal().clear();
            pulling.advance(Duration.ofHours(24).minusSeconds(20));

            long open = pulling.complete("contracts").landed().read();

            assertThat(open)
                    .isEqualTo(
                            pulling.landing.texts(pulling.feed("contracts")).values().stream()
                                    .filter(each -> each.contains("\"Active\":true"))
                                    .count())
                    .isLessThan(nexudus.count(Kind.COWORKER_CONTRACT));
        }

        @Test
        void keepToTheBudget() {
            nexudus.switches(new NexudusSwitches(57, 20_159, 300, 15, List.of(), 0));
            pulling.advance(Duration.ofHours(24).minusSeconds(20));

            assertThat(pulling.complete("contracts").effort().throttled()).isZero();
        }

        @Test
        void thatAreGoneMeanwhileAreNoFault() {
            nexudus.delete(Kind.COWORKER_CONTRACT, Coworking.contract(1));
            pulling.advance(Duration.ofHours(24).minusSeconds(20));

            assertThat(pulling.complete("contracts").landed().deleted()).isZero();
        }
    }

    @Nested
    class Resources {
        @Test
        void thatAreNotThereAreRemarkedAndLeftOut() {
            pulling.complete("products");
            nexudus.delete(Kind.RESOURCE, Coworking.resource(3));

            Pulled.Complete complete = pulling.complete("resources");

            assertThat(complete.remarks())
                    .containsExactly("resources " + Coworking.resource(3) + " is not there");
            assertThat(complete.landed().read()).isEqualTo(nexudus.count(Kind.RESOURCE));
        }

        @Test
        void areNoneBeforeThereAreProducts() {
            assertThat(pulling.complete("resources").landed().read()).isZero();
        }
    }

    @Test
    void takesAsManyAsAreWantedAndLeavesTheCursor() {
        Landed landed = Pulling.completed(pulling.limited("products", 10)).landed();

        assertThat(landed.read()).isEqualTo(10);
        assertThat(pulling.landing.cursor(pulling.feed("products"))).isEmpty();
    }

    @Test
    void readsEverythingWhenTold() {
        pulling.complete("products");

        assertThat(Pulling.completed(pulling.everything("products")).landed().unchanged())
                .isEqualTo(60);
    }

    @Test
    void missesNothingThoughTheListShrinksMeanwhile() {
        new Coworking(nexudus, OPENED).open(250);
        for (int i = 1; i <= 250; i++) {
            nexudus.put(
                    Kind.FLOOR_PLAN_DESK,
                    nexudus.find(Kind.FLOOR_PLAN_DESK, Coworking.product(i))
                            .orElseThrow()
                            .put("CreatedOn", OPENED.toString()));
        }
        Progress deleting =
                (_, pages, _, _) -> {
                    if (nexudus.count(Kind.FLOOR_PLAN_DESK) == 250 && pages > 1) {
                        nexudus.delete(Kind.FLOOR_PLAN_DESK, Coworking.product(1));
                    }
                };

        Pulling.completed(
                new Pull(pulling.landing, pulling, UUID::randomUUID)
                        .pull(
                                pulling.line,
                                pulling.connector.endpoint("products").orElseThrow(),
                                Order.changes(Trigger.MANUAL),
                                deleting));

        assertThat(pulling.landing.records(pulling.feed("products")).keySet())
                .containsAll(
                        IntStream.rangeClosed(2, 250)
                                .mapToObj(i -> "" + Coworking.product(i))
                                .toList());
    }
}

package io.quill.records.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.records.landing.Cursor;
import io.quill.records.landing.LoadResult;
import io.quill.records.landing.Trigger;
import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.nexudus.Nexudus;
import io.quill.sandbox.nexudus.NexudusSwitches;
import io.quill.sandbox.nexudus.NexudusType;
import io.quill.sandbox.nexudus.SampleCompany;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxServer;

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

    private final SandboxServer sandboxServer = new SandboxServer();
    private final CallHandler callHandler = CallHandler.of(() -> clock(), _ -> {});
    private final Nexudus nexudus = new Nexudus(callHandler, "quill@spaces.example", PASSWORD);
    private final PullFixture pullFixture =
            new PullFixture(
                    PullFixture.PACKED.resolve("nexudus.yaml"),
                    Map.of(
                            "api-url",
                            sandboxServer.open(0, nexudus) + "/api",
                            "username",
                            "quill@spaces.example",
                            "password",
                            PASSWORD),
                    NOW);

    private Instant clock() {
        return pullFixture.instant();
    }

    @BeforeEach
    void open() {
        new SampleCompany(nexudus, OPENED).open(60);
    }

    @AfterEach
    void close() {
        pullFixture.close();
        sandboxServer.close();
    }

    private long asked(String operation) {
        return callHandler.journal().served().stream()
                .filter(each -> each.call().operation().equals(operation))
                .count();
    }

    private void strict(int deepest) {
        nexudus.switches(new NexudusSwitches(deepest, 20_159, 0, 15, List.of(), 0));
    }

    @Test
    void readsEverythingTheFirstTime() {
        Stream.of("locations", "products", "contracts", "resources", "extra_services", "coworkers")
                .forEach(pullFixture::complete);

        assertThat(pullFixture.landing.records(pullFixture.feed("products"))).hasSize(60);
        assertThat(pullFixture.landing.records(pullFixture.feed("locations"))).hasSize(4);
        assertThat(pullFixture.landing.records(pullFixture.feed("resources")))
                .hasSize((int) nexudus.count(NexudusType.RESOURCE));
        assertThat(pullFixture.landing.records(pullFixture.feed("contracts")))
                .hasSize((int) nexudus.count(NexudusType.COWORKER_CONTRACT));
        assertThat(pullFixture.landing.records(pullFixture.feed("coworkers")))
                .hasSize((int) nexudus.count(NexudusType.COWORKER));
        assertThat(pullFixture.landing.records(pullFixture.feed("extra_services"))).hasSize(3);
        assertThat(asked("token")).isOne();
    }

    @Test
    void takesTheBytesAsTheyCame() {
        pullFixture.complete("products");

        assertThat(
                        pullFixture
                                .landing
                                .texts(pullFixture.feed("products"))
                                .get("" + SampleCompany.product(7)))
                .isEqualTo(
                        nexudus.shown(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(7))
                                .orElseThrow());
    }

    @Test
    void takesTheWholeRecordWhereAListHasAPart() {
        pullFixture.complete("locations");

        assertThat(
                        pullFixture
                                .landing
                                .texts(pullFixture.feed("locations"))
                                .get("" + SampleCompany.location(1)))
                .contains("BusinessSettings", "MondayOpenTime");
    }

    @Test
    void knowsWhenARecordChanged() {
        pullFixture.complete("products");

        assertThat(
                        pullFixture
                                .landing
                                .records(pullFixture.feed("products"))
                                .get("" + SampleCompany.product(1)))
                .extracting(record -> record.changedAt().orElseThrow())
                .isEqualTo(OPENED.plus(Duration.ofMinutes(90)));
    }

    @Nested
    class TheNextDay {
        @BeforeEach
        void first() {
            pullFixture.complete("products");
            callHandler.journal().clear();
            pullFixture.advance(Duration.ofDays(1));
        }

        @Test
        void readsWhatHasChangedAlone() {
            nexudus.change(
                    NexudusType.FLOOR_PLAN_DESK,
                    SampleCompany.product(3),
                    SandboxJson.object().put("Price", 9));
            pullFixture.advance(Duration.ofMinutes(1));

            assertThat(pullFixture.complete("products").landed().read()).isOne();
            assertThat(
                            pullFixture
                                    .landing
                                    .texts(pullFixture.feed("products"))
                                    .get("" + SampleCompany.product(3)))
                    .contains("\"Price\":9");
            assertThat(asked("list")).isOne();
        }

        @Test
        void readsAgainWhatChangedWhileTheLastRunWentOn() {
            nexudus.put(
                    NexudusType.FLOOR_PLAN_DESK,
                    nexudus.find(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(3))
                            .orElseThrow()
                            .put("UpdatedOn", NOW.minusSeconds(1).toString()));

            assertThat(pullFixture.complete("products").landed().read()).isOne();
        }

        @Test
        void readsFromTheLastGoodRunAfterABadOne() {
            nexudus.change(
                    NexudusType.FLOOR_PLAN_DESK,
                    SampleCompany.product(3),
                    SandboxJson.object().put("Price", 9));
            callHandler.faults().arm(InjectedFault.status(400).on(Nexudus.SYSTEM, "list", ""));
            assertThat(PullFixture.failure(pullFixture.pull("products"))).contains("answered 400");
            pullFixture.advance(Duration.ofDays(1));

            assertThat(pullFixture.complete("products").landed().read()).isOne();
        }

        @Test
        void doesNotSeeWhatWasDeleted() {
            nexudus.delete(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(3));

            pullFixture.complete("products");

            assertThat(pullFixture.landing.records(pullFixture.feed("products"))).hasSize(60);
        }

        @Test
        void movesTheCursorThoughNothingChanged() {
            Cursor before = pullFixture.landing.cursor(pullFixture.feed("products")).orElseThrow();

            pullFixture.complete("products");

            assertThat(pullFixture.landing.cursor(pullFixture.feed("products")))
                    .get()
                    .isNotEqualTo(before);
        }
    }

    @Nested
    class AWeekLater {
        @BeforeEach
        void first() {
            pullFixture.complete("products");
            pullFixture.advance(Duration.ofDays(7));
        }

        @Test
        void seesWhatWasDeletedAndWhatCameBack() {
            var deleted =
                    nexudus.find(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(3))
                            .orElseThrow();
            nexudus.delete(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(3));

            assertThat(pullFixture.complete("products").landed().deleted()).isOne();
            assertThat(pullFixture.landing.records(pullFixture.feed("products")))
                    .hasSize(59)
                    .doesNotContainKey("" + SampleCompany.product(3));

            nexudus.put(NexudusType.FLOOR_PLAN_DESK, deleted);
            pullFixture.advance(Duration.ofDays(7));
            pullFixture.complete("products");
            assertThat(pullFixture.landing.records(pullFixture.feed("products"))).hasSize(60);
        }

        @Test
        void deletesNothingWhenMostOfItIsMissing() {
            for (int i = 1; i <= 40; i++) {
                nexudus.delete(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(i));
            }
            Cursor before = pullFixture.landing.cursor(pullFixture.feed("products")).orElseThrow();

            assertThat(PullFixture.failure(pullFixture.pull("products")))
                    .contains("Nothing", "was deleted", "20 ids of 60");
            assertThat(pullFixture.landing.records(pullFixture.feed("products"))).hasSize(60);
            assertThat(pullFixture.landing.cursor(pullFixture.feed("products"))).contains(before);
        }
    }

    @Nested
    class DeepPages {
        @Test
        void areAvoidedByReadingInPieces() {
            strict(1);

            assertThat(pullFixture.complete("products").landed().read()).isEqualTo(60);
        }

        @Test
        void areHalvedUntilTheyAreShallow() {
            new SampleCompany(nexudus, OPENED).open(450);
            strict(1);

            assertThat(pullFixture.complete("products").landed().read())
                    .isGreaterThanOrEqualTo(450);
            assertThat(pullFixture.landing.records(pullFixture.feed("products"))).hasSize(450);
        }

        @Test
        void endThePullWhereNoPieceIsSmallEnough() {
            for (int i = 1; i <= 150; i++) {
                var desk =
                        nexudus.find(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(1))
                                .orElseThrow();
                nexudus.put(NexudusType.FLOOR_PLAN_DESK, desk.put("Id", SampleCompany.product(i)));
            }
            strict(1);

            assertThat(PullFixture.failure(pullFixture.pull("products")))
                    .contains("too long even in the smallest pieces", "403");
            assertThat(pullFixture.landing.cursor(pullFixture.feed("products"))).isEmpty();
        }

        @Test
        void areToldFromAMissingRole() {
            nexudus.switches(
                    new NexudusSwitches(57, 20_159, 0, 15, List.of("FloorPlanDesk-List"), 0));

            assertThat(PullFixture.failure(pullFixture.pull("products")))
                    .contains("answered 403", "FloorPlanDesk-List");
        }
    }

    @Nested
    class ATokenThat {
        @Test
        void endsSoonIsReplacedBefore() {
            pullFixture.complete("locations");
            pullFixture.advance(LIFE.minusSeconds(59));

            pullFixture.complete("locations");

            assertThat(asked("token")).isEqualTo(2);
            assertThat(outcomes("list")).doesNotContain("401");
        }

        @Test
        void isGoodIsKept() {
            pullFixture.complete("locations");
            pullFixture.advance(LIFE.minusSeconds(61));

            pullFixture.complete("locations");

            assertThat(asked("token")).isOne();
        }

        @Test
        void isRefusedIsReplacedOnce() {
            pullFixture.complete("locations");
            nexudus.revokeTokens();

            pullFixture.complete("locations");

            assertThat(asked("token")).isEqualTo(2);
        }

        @Test
        void cannotBeRefreshedIsHadForThePassword() {
            pullFixture.complete("locations");
            nexudus.revokeTokens();
            nexudus.forgetRefreshTokens();

            pullFixture.complete("locations");

            assertThat(outcomes("token")).containsExactly("200", "400", "200");
        }

        @Test
        void isNeverGivenIsSaidWithoutThePassword() {
            try (PullFixture other =
                    new PullFixture(
                            PullFixture.PACKED.resolve("nexudus.yaml"),
                            Map.of(
                                    "api-url",
                                            pullFixture.line.account().values().get("api-url") + "",
                                    "username", "quill@spaces.example",
                                    "password", "wrong-" + PASSWORD),
                            NOW)) {
                assertThat(PullFixture.failure(other.pull("locations")))
                        .contains(
                                "Could not get a token",
                                "acme/nexudus",
                                "invalid_grant",
                                "incorrect")
                        .doesNotContain(PASSWORD);
            }
        }
    }

    private List<String> outcomes(String operation) {
        return callHandler.journal().served().stream()
                .filter(each -> each.call().operation().equals(operation))
                .map(each -> each.outcome())
                .toList();
    }

    @Nested
    class WhenTheServiceIs {
        @Test
        void busyWaitsAsLongAsItSays() {
            callHandler
                    .faults()
                    .arm(
                            InjectedFault.status(429)
                                    .on(Nexudus.SYSTEM, "list", "")
                                    .retryAfter(Duration.ofSeconds(23)));

            PullResult.Complete complete = pullFixture.complete("extra_services");

            assertThat(pullFixture.pauses).containsExactly(Duration.ofSeconds(23));
            assertThat(complete.effort().throttled()).isOne();
            assertThat(complete.effort().retries()).isOne();
        }

        @Test
        void busyWaitsAWhileWhereItDoesNotSay() {
            callHandler.faults().arm(InjectedFault.status(429).on(Nexudus.SYSTEM, "list", ""));

            pullFixture.complete("extra_services");

            assertThat(pullFixture.pauses).containsExactly(Duration.ofSeconds(15));
        }

        @Test
        void unwellTriesLongerAndLonger() {
            callHandler
                    .faults()
                    .arm(InjectedFault.status(503).on(Nexudus.SYSTEM, "list", "").times(3));

            pullFixture.complete("extra_services");

            assertThat(pullFixture.pauses)
                    .containsExactly(
                            Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(16));
        }

        @Test
        void unwellForLongGivesUp() {
            callHandler
                    .faults()
                    .arm(InjectedFault.status(503).on(Nexudus.SYSTEM, "list", "").times(5));

            assertThat(PullFixture.failure(pullFixture.pull("extra_services")))
                    .contains("answered 503", "tried 5 times");
        }

        @Test
        void goneInTheMiddleOfAnAnswerAsksAgain() {
            callHandler
                    .faults()
                    .arm(InjectedFault.of(InjectedFault.Kind.DROP).on(Nexudus.SYSTEM, "list", ""));

            assertThat(pullFixture.complete("extra_services").landed().read()).isEqualTo(3);
        }

        @Test
        void limitedKeepsToTheBudget() {
            nexudus.switches(new NexudusSwitches(57, 20_159, 300, 15, List.of(), 0));

            PullResult.Complete complete = pullFixture.complete("products");

            assertThat(complete.effort().throttled()).isZero();
        }
    }

    @Nested
    class ActiveContracts {
        @BeforeEach
        void first() {
            pullFixture.complete("contracts");
            callHandler.journal().clear();
        }

        /** As a payment does: the time of change stays. */
        private void pay(int contract, boolean active) {
            ObjectNode changed =
                    nexudus.find(NexudusType.COWORKER_CONTRACT, SampleCompany.contract(contract))
                            .orElseThrow();
            nexudus.put(
                    NexudusType.COWORKER_CONTRACT,
                    changed.put("PriceWithProducts", 77.5).put("Active", active));
        }

        private String contract(int contract) {
            return pullFixture
                    .landing
                    .texts(pullFixture.feed("contracts"))
                    .getOrDefault("" + SampleCompany.contract(contract), "");
        }

        @Test
        void areReadAgainEachDayThoughTheirTimeOfChangeStays() {
            pay(1, true);
            pullFixture.advance(Duration.ofHours(24).minusSeconds(20));

            LoadResult loadResult = pullFixture.complete("contracts").landed();

            assertThat(contract(1)).contains("77.5");
            assertThat(loadResult.appended()).isOne();
            assertThat(loadResult.deleted()).isZero();
        }

        @Test
        void areAskedForManyAtOnce() {
            pullFixture.advance(Duration.ofHours(24).minusSeconds(20));

            long records = pullFixture.complete("contracts").landed().read();

            assertThat(records).isGreaterThan(2);
            assertThat(asked("list")).isLessThanOrEqualTo(1 + Math.ceilDiv(records, 50));
            assertThat(asked("get")).isZero();
        }

        @Test
        void areLeftAloneBetweenTwoDays() {
            pay(1, true);
            pullFixture.advance(Duration.ofHours(19));

            assertThat(pullFixture.complete("contracts").landed().read()).isZero();
        }

        @Test
        void thatHaveEndedAreLeftAlone() {
            pullFixture.advance(Duration.ofHours(24).minusSeconds(20));
            pay(1, false);
            pullFixture.complete("contracts");
            pay(1, false);
            callHandler.journal().clear();
            pullFixture.advance(Duration.ofHours(24).minusSeconds(20));

            long open = pullFixture.complete("contracts").landed().read();

            assertThat(open)
                    .isEqualTo(
                            pullFixture
                                    .landing
                                    .texts(pullFixture.feed("contracts"))
                                    .values()
                                    .stream()
                                    .filter(each -> each.contains("\"Active\":true"))
                                    .count())
                    .isLessThan(nexudus.count(NexudusType.COWORKER_CONTRACT));
        }

        @Test
        void keepToTheBudget() {
            nexudus.switches(new NexudusSwitches(57, 20_159, 300, 15, List.of(), 0));
            pullFixture.advance(Duration.ofHours(24).minusSeconds(20));

            assertThat(pullFixture.complete("contracts").effort().throttled()).isZero();
        }

        @Test
        void thatAreGoneMeanwhileAreNoFault() {
            nexudus.delete(NexudusType.COWORKER_CONTRACT, SampleCompany.contract(1));
            pullFixture.advance(Duration.ofHours(24).minusSeconds(20));

            assertThat(pullFixture.complete("contracts").landed().deleted()).isZero();
        }
    }

    @Nested
    class Resources {
        @Test
        void thatAreNotThereAreRemarkedAndLeftOut() {
            pullFixture.complete("products");
            nexudus.delete(NexudusType.RESOURCE, SampleCompany.resource(3));

            PullResult.Complete complete = pullFixture.complete("resources");

            assertThat(complete.remarks())
                    .containsExactly("resources " + SampleCompany.resource(3) + " is not there");
            assertThat(complete.landed().read()).isEqualTo(nexudus.count(NexudusType.RESOURCE));
        }

        @Test
        void areNoneBeforeThereAreProducts() {
            assertThat(pullFixture.complete("resources").landed().read()).isZero();
        }
    }

    @Test
    void takesAsManyAsAreWantedAndLeavesTheCursor() {
        LoadResult loadResult = PullFixture.completed(pullFixture.limited("products", 10)).landed();

        assertThat(loadResult.read()).isEqualTo(10);
        assertThat(pullFixture.landing.cursor(pullFixture.feed("products"))).isEmpty();
    }

    @Test
    void readsEverythingWhenTold() {
        pullFixture.complete("products");

        assertThat(PullFixture.completed(pullFixture.everything("products")).landed().unchanged())
                .isEqualTo(60);
    }

    @Test
    void missesNothingThoughTheListShrinksMeanwhile() {
        new SampleCompany(nexudus, OPENED).open(250);
        for (int i = 1; i <= 250; i++) {
            nexudus.put(
                    NexudusType.FLOOR_PLAN_DESK,
                    nexudus.find(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(i))
                            .orElseThrow()
                            .put("CreatedOn", OPENED.toString()));
        }
        PullListener deleting =
                (_, pages, _, _) -> {
                    if (nexudus.count(NexudusType.FLOOR_PLAN_DESK) == 250 && pages > 1) {
                        nexudus.delete(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(1));
                    }
                };

        PullFixture.completed(
                new FeedPuller(pullFixture.landing, pullFixture, UUID::randomUUID)
                        .pull(
                                pullFixture.line,
                                pullFixture.connector.endpoint("products").orElseThrow(),
                                PullOptions.changes(Trigger.MANUAL),
                                deleting));

        assertThat(pullFixture.landing.records(pullFixture.feed("products")).keySet())
                .containsAll(
                        IntStream.rangeClosed(2, 250)
                                .mapToObj(i -> "" + SampleCompany.product(i))
                                .toList());
    }
}

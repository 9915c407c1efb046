package io.quill.records.warehouse;

import static io.quill.records.warehouse.SampleRecords.product;
import static io.quill.records.warehouse.SampleRecords.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.records.landing.Cursor;
import io.quill.records.landing.ExtractedField;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadResult;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.landing.WarehouseLayers.Refined;
import io.quill.records.warehouse.Warehouse.Table;
import io.quill.records.warehouse.meta.SyncAlert;
import io.quill.records.warehouse.meta.SyncErrors.SyncError;
import io.quill.records.warehouse.meta.SyncRun;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What every database that a warehouse lives in has to do alike. */
abstract class WarehouseContract extends WarehouseFixture {
    @Nested
    class Bronze {
        @Test
        void keepsRecordsToTheLetter() {
            RawRecord record = product(1, "10.50", hour(1));
            land(PRODUCTS, record);

            List<RawRecord> kept = new ArrayList<>();
            warehouse.latest(PRODUCTS, kept::add);

            assertThat(kept).hasSize(1);
            assertThat(kept.getFirst().json()).isEqualTo(record.json());
            assertThat(kept.getFirst().changedAt()).contains(hour(1));
        }

        @Test
        void appendsNothingForAnUnchangedRecord() {
            land(PRODUCTS, product(1, "10", hour(1)), product(2, "20", hour(1)));

            LoadResult again = land(PRODUCTS, product(1, "10", hour(1)), product(2, "21", hour(2)));

            assertThat(again.appended()).isEqualTo(1);
            assertThat(again.unchanged()).isEqualTo(1);
            assertThat(rows("SELECT count(*) FROM bronze.nexudus_products")).containsExactly("3");
        }

        @Test
        void takesAnotherSpellingForNoChange() {
            land(
                    PRODUCTS,
                    record(1, hour(1), "{\"Id\":1,\"Price\":5,\"Name\":\"a\",\"Area\":null}"));

            LoadResult again =
                    land(PRODUCTS, record(1, hour(1), "{\"Name\":\"a\",\"Id\":1,\"Price\":5.0}"));

            assertThat(again.unchanged()).isEqualTo(1);
        }

        private static final List<ExtractedField> BESIDE =
                List.of(
                        new ExtractedField("location_id", ExtractedField.Kind.LONG, true),
                        new ExtractedField("item_type", ExtractedField.Kind.INT, false),
                        new ExtractedField("area", ExtractedField.Kind.TEXT, false));

        private void landBeside(Map<String, String> columns, String price) {
            RawRecord plain = product(1, price, hour(1));
            try (Load load =
                    warehouse.open(
                            PRODUCTS, BESIDE, UUID.randomUUID(), EVERYTHING, Trigger.MANUAL)) {
                load.add(new RawRecord(plain.sourceId(), plain.json(), plain.changedAt(), columns));
                load.commit(Optional.empty(), RequestStatistics.NONE);
            }
        }

        private List<String> beside(String table) {
            return rows(
                    "SELECT location_id, item_type, area FROM bronze." + table + " ORDER BY id");
        }

        @Test
        void keepsValuesBesideARecord() {
            landBeside(Map.of("location_id", "7", "item_type", "5", "area", "North"), "1");

            assertThat(beside("nexudus_products")).containsExactly("7 5 North");
        }

        @Test
        void leavesBesideARecordWhatIsNoSuchValue() {
            landBeside(Map.of("location_id", "7,8", "item_type", "99999999999"), "1");

            assertThat(beside("nexudus_products")).containsExactly("- - -");
        }

        @Test
        void keepsValuesFromNowOnWhereTheTableWasThere() {
            land(PRODUCTS, product(1, "1", hour(1)));
            refine();
            landBeside(Map.of("location_id", "7"), "2");

            assertThat(beside("nexudus_products")).containsExactly("- - -", "7 - -");
            assertThat(beside("nexudus_products_latest")).containsExactly("7 - -");
        }

        @Test
        void keepsTheValuesOfWhatIsDeletedAndRestored() {
            landBeside(Map.of("location_id", "7", "item_type", "5"), "1");
            reopen();
            listed(PRODUCTS, "2", "3");
            listed(PRODUCTS, "1");

            assertThat(beside("nexudus_products")).containsExactly("7 5 -", "7 5 -", "7 5 -");
        }

        @Test
        void keepsAllFormsOfARecordInOneLoad() {
            LoadResult loadResult =
                    land(
                            PRODUCTS,
                            product(1, "10", hour(1)),
                            product(1, "11", hour(2)),
                            product(1, "11", hour(2)));

            assertThat(loadResult.appended()).isEqualTo(2);
            assertThat(rows("SELECT count(*) FROM bronze.nexudus_products_latest"))
                    .containsExactly("1");
        }

        @Test
        void movesTheCursorWithTheRecords() {
            try (Load load = load(PRODUCTS, new LoadScope.Changes())) {
                load.add(product(1, "10", hour(1)));
                load.commit(Optional.of(new Cursor("here")), RequestStatistics.NONE);
            }
            try (Load load = load(PRODUCTS, new LoadScope.Changes())) {
                load.add(product(2, "10", hour(1)));
                load.fail("the service went away", RequestStatistics.NONE);
            }

            assertThat(warehouse.cursor(PRODUCTS)).contains(new Cursor("here"));
            assertThat(rows("SELECT source_id FROM bronze.nexudus_products")).containsExactly("1");
            assertThat(warehouse.runs(TENANT, 10))
                    .extracting(SyncRun::error)
                    .contains(Optional.of("the service went away"));
        }

        @Test
        void failsALoadThatIsBrokenOff() {
            load(PRODUCTS, new LoadScope.Changes()).close();

            assertThat(warehouse.runs(TENANT, 1).getFirst().status())
                    .isEqualTo(SyncRun.Status.FAILED);
        }

        @Test
        void refusesASecondLoadOfTheSame() {
            try (Load first = load(PRODUCTS, new LoadScope.Changes())) {
                assertThatThrownBy(() -> load(PRODUCTS, new LoadScope.Changes()))
                        .isInstanceOf(WarehouseException.class)
                        .hasMessageContaining("being loaded");
                first.commit(Optional.empty(), RequestStatistics.NONE);
            }
            assertThat(land(PRODUCTS, product(1, "1", hour(1))).appended()).isEqualTo(1);
        }

        @Test
        void keepsWhatIsNoRecordAmongTheErrors() {
            try (Load load = load(PRODUCTS, new LoadScope.Changes())) {
                load.reject(Optional.of("9"), "no id", "{\"x\":".getBytes(StandardCharsets.UTF_8));
                load.commit(Optional.empty(), RequestStatistics.NONE);
            }

            List<SyncError> errors = warehouse.errors(PRODUCTS, 10);

            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().payload()).contains("{\"x\":");
        }
    }

    @Nested
    class Deletions {
        @BeforeEach
        void threeProducts() {
            land(
                    PRODUCTS,
                    product(1, "1", hour(1)),
                    product(2, "2", hour(1)),
                    product(3, "3", hour(1)));
        }

        @Test
        void followFromACompleteListing() {
            assertThat(listed(PRODUCTS, "1", "3").deleted()).isEqualTo(1);
            refine();

            assertThat(
                            rows(
                                    "SELECT source_id, is_deleted FROM silver.nexudus_products"
                                            + " ORDER BY source_id"))
                    .containsExactly("1 no", "2 yes", "3 no");
        }

        @Test
        void doNotFollowFromHalfAListing() {
            LoadResult loadResult = listed(PRODUCTS, "1");

            assertThat(loadResult.deleted()).isZero();
            assertThat(loadResult.deletionObjection()).get().asString().contains("less than 50 %");
        }

        @Test
        void areTakenBackWhenTheRecordIsThereAgain() {
            listed(PRODUCTS, "1", "3");
            clock.advance(Duration.ofDays(7));

            assertThat(listed(PRODUCTS, "1", "2", "3").restored()).isEqualTo(1);
            refine();

            assertThat(
                            rows(
                                    "SELECT is_deleted, deleted_at FROM silver.nexudus_products"
                                            + " WHERE source_id = 2"))
                    .containsExactly("no -");
        }

        @Test
        void areTakenBackByTheRecordItself() {
            try (Load load = load(PRODUCTS, new LoadScope.Changes())) {
                load.markDeleted("2");
                load.commit(Optional.empty(), RequestStatistics.NONE);
            }
            clock.advance(Duration.ofDays(1));

            assertThat(land(PRODUCTS, product(2, "2", hour(1))).restored()).isEqualTo(1);
            core();

            assertThat(rows("SELECT id FROM core.products ORDER BY id"))
                    .containsExactly("nexudus:1", "nexudus:2", "nexudus:3");
            assertThat(
                            rows(
                                    "SELECT is_deleted FROM core.products_history WHERE id = 'nexudus:2' ORDER BY valid_from"))
                    .containsExactly("no", "yes", "no");
        }
    }

    @Nested
    class Silver {
        @Test
        void typesAndCleans() {
            land(
                    PRODUCTS,
                    record(
                            5,
                            hour(1),
                            """
                            {"Id":5,"ToStringText":"  Room 5 ","ItemType":5,"FloorPlanBusinessId":7,
                            "Price":12.5,"Available":false,"ResourceId":77,
                            "ResourceHeating":true,"CustomFields":{"Data":[{"Name":"x","Value":"1"},
                            {"Name":"Nexudus.FloorPlan.Size","Value":"19.5"}]},
                            "UpdatedOn":"2026-03-01T11:00:00+02:00","CreatedOn":"03/01/2026 08:00:00"}
                            """),
                    record(
                            6,
                            hour(1),
                            "{\"ItemType\":9,\"FloorPlanBusinessId\":7,\"Available\":true,"
                                    + "\"ResourceId\":78,\"Name\":\"\"}"));
            refine();

            assertThat(
                            rows(
                                    "SELECT name, product_type_label, price, is_available,"
                                            + " custom_size_sqm, resource_id, amenity_heating,"
                                            + " updated_on, created_on FROM silver.nexudus_products"
                                            + " ORDER BY source_id"))
                    .containsExactly(
                            "Room 5 Meeting Room 12.50 no 19.5 77 yes 2026-03-01T09:00"
                                    + " 2026-03-01T08:00",
                            "Unknown Unknown - yes - - - - -");
        }

        @Test
        void setsAsideWhatDoesNotFit() {
            land(
                    PRODUCTS,
                    product(1, "10", hour(1)),
                    record(
                            2,
                            hour(1),
                            "{\"ItemType\":\"big\",\"FloorPlanBusinessId\":7,\"Available\":true,"
                                    + "\"Area\":\""
                                    + "x".repeat(129)
                                    + "\"}"),
                    record(3, hour(1), "{\"ItemType\":1,"),
                    product(4, "40", hour(1)));

            Refined refined = refine();

            assertThat(refined.written()).isEqualTo(2);
            assertThat(refined.rejected()).isEqualTo(2);
            List<SyncError> errors = warehouse.errors(PRODUCTS, 10);
            assertThat(errors)
                    .extracting(error -> error.sourceId().orElseThrow())
                    .containsExactlyInAnyOrder("2", "3");
            assertThat(errors)
                    .extracting(SyncError::message)
                    .anyMatch(
                            message ->
                                    message.contains("item_type is no whole number")
                                            && message.contains("area_code is no text of at most"))
                    .anyMatch(message -> message.contains("it is no JSON"));
            assertThat(errors.getFirst().payload()).isPresent();
        }

        @Test
        void readsEscapesAndExponents() {
            land(
                    PRODUCTS,
                    record(
                            1,
                            hour(1),
                            """
                            {"Name":"Caf\\u00e9","ItemType":1e0,"FloorPlanBusinessId":7.0,
                            "Available":true,"Capacity":25e-1}
                            """),
                    record(
                            2,
                            hour(1),
                            """
                            {"Name":"Caf\\u00e9","ItemType":1e0,"FloorPlanBusinessId":7.0,
                            "Available":true}
                            """),
                    record(3, hour(1), "[\"no object\"]"));

            refine();

            assertThat(warehouse.sample(TENANT, "silver", "nexudus_products", 10))
                    .singleElement()
                    .asString()
                    .contains("Café");
            assertThat(warehouse.errors(PRODUCTS, 10))
                    .extracting(SyncError::message)
                    .anyMatch(message -> message.contains("capacity is no whole number"))
                    .anyMatch(message -> message.contains("nothing in it is known"));
        }

        @Test
        void replaysWhatFitsAfterAChange() throws IOException {
            land(PRODUCTS, product(1, "1", hour(1)), product(2, "2", hour(1)));
            refine();
            narrow(hour(1));

            assertThat(warehouse.errors(PRODUCTS, 10)).hasSize(1);

            widen();
            refine();

            assertThat(warehouse.errors(PRODUCTS, 10)).isEmpty();
            assertThat(rows("SELECT count(*) FROM silver.nexudus_products")).containsExactly("3");
        }

        @Test
        void keepsWhatDoesNotFitOnReplayEitherAsOneErrorMore() throws IOException {
            land(PRODUCTS, product(1, "1", hour(1)), product(2, "2", hour(1)));
            narrow(hour(1));

            Refined replayed =
                    warehouse.replay(TENANT, "nexudus", UUID.randomUUID(), Trigger.MANUAL);

            assertThat(replayed).isEqualTo(new Refined(1, 0, 0, 1));
            assertThat(warehouse.errors(PRODUCTS, 10)).hasSize(1);
            assertThat(rows("SELECT count(*) FROM silver.nexudus_products")).containsExactly("2");
        }

        private void narrow(Instant updated) {
            land(
                    PRODUCTS,
                    record(
                            3,
                            updated,
                            "{\"ItemType\":1,\"FloorPlanBusinessId\":7,\"Available\":true,"
                                    + "\"Name\":\""
                                    + "n".repeat(300)
                                    + "\"}"));
            refine();
        }

        /** The tenant's own column list takes longer names. */
        private void widen() throws IOException {
            replace(
                    "silver/nexudus_products.json",
                    text ->
                            text.replace(
                                    "\"name\": \"name\", \"type\": \"text(256)\"",
                                    "\"name\": \"name\", \"type\": \"text(512)\""));
        }

        @Test
        void lastsThroughLateArrivals() {
            land(PRODUCTS, product(1, "20", hour(5)));
            refine();
            land(PRODUCTS, product(1, "10", hour(2)));
            refine();

            assertThat(rows("SELECT price FROM silver.nexudus_products")).containsExactly("20.00");
        }

        @Test
        void knowsSevenDaysOfALocation() {
            land(
                    LOCATIONS,
                    record(
                            7,
                            hour(1),
                            """
                            {"Name":"Centre","MondayOpenTime":540,"MondayCloseTime":1080,
                            "SundayClosed":true,"SundayOpenTime":0,"SundayCloseTime":0,
                            "AboutUs":"<p>Light &amp; <b>air</b></p>"}
                            """));
            refine();

            assertThat(
                            rows(
                                    "SELECT day_of_week, day_name, is_closed, open_time, close_time"
                                            + " FROM silver.nexudus_location_hours"
                                            + " WHERE day_of_week IN (1, 7) ORDER BY day_of_week"))
                    .containsExactly("1 Monday no 540 1080", "7 Sunday yes - -");
            assertThat(rows("SELECT count(*) FROM silver.nexudus_location_hours"))
                    .containsExactly("7");
            assertThat(rows("SELECT description FROM silver.nexudus_locations"))
                    .containsExactly("Light &amp; air");
        }

        @Test
        void takesCommaListsApart() {
            land(CONTRACTS, record(1, hour(1), "{\"FloorPlanDeskIds\":\"11, 12,,12\"}"));
            refine();
            assertThat(bridges()).containsExactly("1 11", "1 12");

            land(CONTRACTS, record(1, hour(2), "{\"FloorPlanDeskIds\":\"13\"}"));
            refine();
            assertThat(bridges()).containsExactly("1 13");
        }

        private List<String> bridges() {
            return rows(
                    "SELECT contract_source_id, product_source_id"
                            + " FROM silver.nexudus_contract_products ORDER BY 1, 2");
        }

        @Test
        void doesNothingASecondTime() {
            land(PRODUCTS, product(1, "1", hour(1)));
            refine();

            assertThat(refine().read()).isZero();
        }
    }

    @Nested
    class Meta {
        @Test
        void countsEveryRun() {
            land(PRODUCTS, product(1, "10", hour(1)));

            SyncRun syncRun = warehouse.runs(TENANT, 10).getFirst();

            assertThat(syncRun.status()).isEqualTo(SyncRun.Status.SUCCESS);
            assertThat(syncRun.rows()).isEqualTo(new SyncRun.Rows(1, 1, 0, 0, 0));
        }

        @Test
        void tellsOfFailureAgeAndDuration() {
            Load load = load(PRODUCTS, new LoadScope.Changes());
            clock.advance(Duration.ofMinutes(11));
            assertThat(warehouse.alerts(TENANT)).singleElement().isInstanceOf(SyncAlert.Slow.class);

            load.fail("refused", RequestStatistics.NONE);
            assertThat(warehouse.alerts(TENANT))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SyncAlert.Failed.class,
                            alert -> assertThat(alert.words()).contains("refused"));

            land(PRODUCTS, product(1, "10", hour(1)));
            assertThat(warehouse.alerts(TENANT)).isEmpty();
            clock.advance(Duration.ofHours(26));
            assertThat(warehouse.alerts(TENANT))
                    .singleElement()
                    .isInstanceOf(SyncAlert.Stale.class);
        }

        @Test
        void endsRunsThatNobodyCarriesOn() {
            Load load = load(PRODUCTS, new LoadScope.Changes());
            clock.advance(Duration.ofMinutes(4));
            warehouse.heartbeat();
            clock.advance(Duration.ofMinutes(4));
            assertThat(warehouse.tenant(TENANT).book().failDead()).isZero();

            clock.advance(Duration.ofMinutes(2));
            assertThat(warehouse.tenant(TENANT).book().failDead()).isEqualTo(1);
            assertThat(warehouse.runs(TENANT, 1).getFirst().error())
                    .get()
                    .asString()
                    .contains("orphaned");
            load.close();
        }

        @Test
        void countsAndShowsWhatThereIs() {
            land(PRODUCTS, product(1, "10", hour(1)), product(2, "20", hour(1)));
            core();

            assertThat(warehouse.tables(TENANT))
                    .contains(
                            new Table("bronze", "nexudus_products", 2, 2),
                            new Table("core", "products", 2, 2));
            assertThat(warehouse.sample(TENANT, "core", "products", 1))
                    .singleElement()
                    .asString()
                    .contains("\"name\":\"Office ");
            assertThatThrownBy(() -> warehouse.sample(TENANT, "core", "users; drop", 1))
                    .hasMessageContaining("no table");
        }
    }
}

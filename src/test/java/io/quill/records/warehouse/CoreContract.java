package io.quill.records.warehouse;

import static io.quill.records.warehouse.SampleRecords.SPRING;
import static io.quill.records.warehouse.SampleRecords.product;
import static io.quill.records.warehouse.SampleRecords.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.records.landing.RawRecord;
import io.quill.records.landing.Trigger;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What core makes of records, in every database that a warehouse lives in. */
abstract class CoreContract extends WarehouseFixture {
    @Test
    void keepsAVersionForEachChange() {
        land(PRODUCTS, product(1, "10", hour(1)));
        core();
        land(PRODUCTS, product(1, "11", hour(3)));
        core();

        assertThat(history())
                .containsExactly(
                        "nexudus:1 10.00 2026-03-01T01:00 2026-03-01T03:00 no no",
                        "nexudus:1 11.00 2026-03-01T03:00 - yes no");
    }

    @Test
    void keepsManyVersionsOfOneLoad() {
        land(
                PRODUCTS,
                product(1, "10", hour(1)),
                product(1, "11", hour(2)),
                product(1, "12", hour(3)));
        core();

        assertThat(history()).hasSize(3);
    }

    @Test
    void putsALateArrivalIntoThePast() {
        land(PRODUCTS, product(1, "10", hour(1)), product(2, "5", hour(1)));
        land(PRODUCTS, product(1, "12", hour(5)));
        core();
        land(PRODUCTS, product(1, "11", hour(3)));
        core();

        assertThat(history())
                .containsExactly(
                        "nexudus:1 10.00 2026-03-01T01:00 2026-03-01T03:00 no no",
                        "nexudus:1 11.00 2026-03-01T03:00 2026-03-01T05:00 no no",
                        "nexudus:1 12.00 2026-03-01T05:00 - yes no",
                        "nexudus:2 5.00 2026-03-01T01:00 - yes no");
    }

    @Test
    void joinsNeighboursThatBecameEqual() {
        land(PRODUCTS, product(1, "10", hour(1)));
        land(PRODUCTS, product(1, "10", hour(4)));
        core();

        assertThat(history()).containsExactly("nexudus:1 10.00 2026-03-01T01:00 - yes no");
        assertThat(rows("SELECT last_updated FROM core.products"))
                .containsExactly("2026-03-01T04:00");
    }

    @Test
    void doesNotBelieveAnOldTimeOfChange() {
        land(PRODUCTS, product(1, "10", hour(1)));
        clock.advance(Duration.ofHours(1));
        land(PRODUCTS, product(1, "11", hour(1)));
        core();

        assertThat(history())
                .containsExactly(
                        "nexudus:1 10.00 2026-03-01T01:00 2026-03-02T10:00 no no",
                        "nexudus:1 11.00 2026-03-02T10:00 - yes no");
    }

    @Test
    void changesNothingASecondTime() {
        land(PRODUCTS, product(1, "10", hour(1)), product(1, "11", hour(2)));
        core();
        List<String> before = history();

        assertThat(core().written()).isZero();
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void tellsWhatWasBelievedAtATime() {
        land(PRODUCTS, product(1, "10", hour(1)));
        clock.advance(Duration.ofDays(2));
        land(PRODUCTS, product(1, "11", hour(2)));
        core();

        TenantWarehouse tenant = warehouse.tenant(TENANT);
        var products =
                tenant.mappings().all().stream()
                        .filter(mapping -> mapping.table().equals("products"))
                        .findFirst()
                        .orElseThrow();

        assertThat(
                        tenant.core()
                                .asOf(
                                        products,
                                        SPRING.plus(Duration.ofDays(1)),
                                        row -> row.getString("price")))
                .containsExactly("10.00");
    }

    @Test
    void mergesAPersonOfTwoSources() {
        land(
                COWORKERS,
                record(
                        1,
                        hour(1),
                        "{\"FullName\":\"Ann Lee\",\"Email\":\"Ann@Example.com\","
                                + "\"Position\":\"CTO\",\"CityName\":\"Oslo\"}"));
        land(
                HUBSPOT,
                record(
                        "h1",
                        hour(3),
                        "{\"properties\":{\"email\":\"ann@example.com\",\"firstname\":\"Ann\","
                                + "\"jobtitle\":\"Founder\"}}"),
                record(
                        "h2",
                        hour(3),
                        "{\"properties\":{\"email\":\"bob@example.com\",\"firstname\":\"Bob\"}}"));
        core();

        assertThat(
                        rows(
                                "SELECT id, full_name, first_name, position, city, valid_from"
                                        + " FROM core.contacts_history ORDER BY id, valid_from"))
                .containsExactly(
                        "hubspot:h2 - Bob - - 2026-03-01T03:00",
                        "nexudus:1 Ann Lee - CTO Oslo 2026-03-01T01:00",
                        "nexudus:1 Ann Lee Ann Founder Oslo 2026-03-01T03:00");
    }

    private static final RawRecord ANN =
            record(1, hour(1), "{\"FullName\":\"Ann\",\"Email\":\"a@x.com\"}");
    private static final RawRecord BOB =
            record("h1", hour(1), "{\"properties\":{\"email\":\"b@x.com\"}}");

    private void silverAndCore(String service) {
        warehouse.silver(TENANT, service, UUID.randomUUID(), Trigger.MANUAL);
        warehouse.core(TENANT, UUID.randomUUID(), Trigger.MANUAL);
    }

    private List<String> people() {
        return rows("SELECT id FROM core.contacts ORDER BY id");
    }

    @Test
    void keepsWhatIsThereWhenAnotherSourceComes() {
        land(COWORKERS, ANN);
        silverAndCore("nexudus");
        land(HUBSPOT, BOB);
        silverAndCore("hubspot");

        assertThat(people()).containsExactly("hubspot:h1", "nexudus:1");
    }

    @Test
    void bringsEverySourceBackWhenTheMappingChanges() throws IOException {
        land(COWORKERS, ANN);
        land(HUBSPOT, BOB);
        core();
        replace("core/contacts.json", text -> text.replace("\"type_1\": [\"last_updated\"],", ""));

        silverAndCore("nexudus");

        assertThat(people()).containsExactly("hubspot:h1", "nexudus:1");
    }

    @Test
    void tellsTwoTablesOfOneServiceApart() throws IOException {
        replace(
                "core/locations.json",
                text ->
                        text.replace(
                                "\"nexudus\": {",
                                "\"nexudus\": {\"resources\":"
                                        + " {\"id\": \"source_id\", \"name\": \"name\"},"));
        land(LOCATIONS, record(7, hour(1), "{\"Name\":\"Centre\"}"));
        land(RESOURCES, record(7, hour(1), "{\"Name\":\"Room\"}"));
        core();

        assertThat(rows("SELECT id, name FROM core.locations ORDER BY id"))
                .containsExactly("nexudus/locations:7 Centre", "nexudus:7 Room");
    }

    @Test
    void partsPeopleWhenTheirAddressesPart() {
        land(COWORKERS, record(1, hour(1), "{\"FullName\":\"Ann\",\"Email\":\"a@x.com\"}"));
        land(HUBSPOT, record("h1", hour(1), "{\"properties\":{\"email\":\"a@x.com\"}}"));
        core();
        land(HUBSPOT, record("h1", hour(2), "{\"properties\":{\"email\":\"b@x.com\"}}"));
        core();

        assertThat(rows("SELECT id FROM core.contacts ORDER BY id"))
                .containsExactly("hubspot:h1", "nexudus:1");
    }

    @Test
    void showsATableAsItWasAtATime() {
        land(PRODUCTS, product(1, "10", hour(1)), product(1, "11", hour(3)));
        core();

        assertThat(pricesAt("00:59:59")).isEmpty();
        assertThat(pricesAt("01:00:00")).containsExactly("10.00");
        assertThat(pricesAt("02:59:59")).containsExactly("10.00");
        assertThat(pricesAt("03:00:00")).containsExactly("11.00");
    }

    private List<String> pricesAt(String time) {
        String at = "TIMESTAMP '2026-03-01 " + time + "'";
        return rows(
                "SELECT price FROM core.products_history WHERE valid_from <= %1$s AND (valid_to IS NULL OR %1$s < valid_to)"
                        .formatted(at));
    }

    @Test
    void showsTheNewestOfAFieldWithoutHistoryInEveryVersion() {
        land(PRODUCTS, product(1, "10", hour(1)), product(1, "11", hour(3)));
        core();

        assertThat(rows("SELECT last_updated FROM core.products_history"))
                .containsExactly("2026-03-01T03:00", "2026-03-01T03:00");
    }

    @Test
    void takesAnAddedFieldForNoChange() throws IOException {
        land(PRODUCTS, product(1, "10", hour(1)), product(2, "20", hour(1)));
        land(PRODUCTS, product(1, "11", hour(3)));
        core();
        List<String> before = history();

        replace(
                "core/products.json",
                text ->
                        text.replace(
                                "\"price\": \"price\",",
                                "\"price\": \"price\", \"heating\": \"amenity_heating\","));
        core();

        assertThat(history()).isEqualTo(before);
        assertThat(rows("SELECT heating FROM core.products")).hasSize(2);
    }

    @Test
    void tellsWhichMappingAVersionIsOf() throws IOException {
        land(PRODUCTS, product(1, "10", hour(1)), product(1, "11", hour(3)));
        core();
        List<String> before = mappings();

        replace("core/products.json", text -> text.replace("\"price\": \"price\",", ""));
        core();

        assertThat(before).hasSize(1).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(mappings()).hasSize(1).isNotEqualTo(before);
    }

    private List<String> mappings() {
        return rows("SELECT DISTINCT mapping_hash FROM core.products_history");
    }

    @Test
    void replacesViewsOfAnOlderQuill() {
        land(PRODUCTS, product(1, "10", hour(1)));
        core();
        run(
                "DROP VIEW core.products",
                "DROP VIEW core.products_history",
                "CREATE VIEW core.products_history AS SELECT 'acme' AS tenant_id, 1 AS id,"
                        + " true AS is_current, false AS is_deleted",
                "CREATE VIEW core.products AS SELECT * FROM core.products_history",
                "DROP VIEW bronze.nexudus_products_latest",
                "CREATE VIEW bronze.nexudus_products_latest AS SELECT 1 AS id, 2 AS payload");
        reopen();
        land(PRODUCTS, product(1, "11", hour(2)));
        core();

        assertThat(history()).hasSize(2);
        assertThat(rows("SELECT price FROM core.products")).containsExactly("11.00");
        assertThat(rows("SELECT source_id FROM bronze.nexudus_products_latest"))
                .containsExactly("1");
    }

    @Test
    void tellsWhichRowAndRunAVersionIsFrom() {
        land(PRODUCTS, product(1, "10", hour(1)));
        land(PRODUCTS, product(1, "11", hour(3)));
        core();

        assertThat(
                        rows(
                                "SELECT b.source_changed_at, h.price FROM core.products_history h"
                                        + " JOIN bronze.nexudus_products b"
                                        + " ON b.id = h.nexudus_bronze_id"
                                        + " AND b.sync_run_id = h.nexudus_run_id"
                                        + " ORDER BY h.valid_from"))
                .containsExactly("2026-03-01T01:00 10.00", "2026-03-01T03:00 11.00");
    }
}

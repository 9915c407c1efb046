package io.quill.records.warehouse;

import static io.quill.records.warehouse.SampleRecords.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.records.landing.WarehouseException;
import io.quill.records.landing.WarehouseLayers.Refined;
import io.quill.records.warehouse.core.Mapping;
import io.quill.records.warehouse.core.SmallSlices;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Core takes changes a slice at a time, each wholly or not at all. */
abstract class SliceContract extends WarehouseFixture {
    private static final String CHANGES = "silver.nexudus_products_changes";

    @Test
    void makesTheSameOfManySlicesAsOfOne() {
        fiveChanges();
        refine();
        run("CREATE TABLE core.kept AS SELECT * FROM " + CHANGES);
        core();
        List<String> atOnce = history();
        run(
                "DELETE FROM core.products_versions",
                "DELETE FROM core.products_intervals",
                "INSERT INTO " + CHANGES + " SELECT * FROM core.kept");

        Refined done = inSlicesOf(2);

        assertThat(done).isEqualTo(new Refined(5, 5, 0, 0));
        assertThat(history()).isEqualTo(atOnce).hasSize(5);
    }

    /** Somebody keeps only the day of a time: intervals that end within one do not join up. */
    @Nested
    class WhereSomebodyBrokeATable {
        @BeforeEach
        void spoil() {
            land(PRODUCTS, product(9, "1", hour(1)));
            core();
            fiveChanges();
            refine();
            retype("date");
        }

        @Test
        void saysThatTheHistoryHasGaps() {
            assertThatThrownBy(SliceContract.this::core)
                    .isInstanceOf(WarehouseException.class)
                    .hasMessage(
                            "The history of products would have had 1 gaps or overlaps; nothing was"
                                    + " changed. This is a defect of Quill.");
        }

        @Test
        void leavesEverythingAsItWas() {
            assertThatThrownBy(SliceContract.this::core).isInstanceOf(WarehouseException.class);

            assertThat(versions()).containsExactly("9");
            assertThat(rows("SELECT primary_source_id FROM core.products_intervals"))
                    .containsExactly("9");
            assertThat(waiting()).containsExactly("1", "2", "3", "3", "4");
        }

        @Test
        void keepsTheSlicesBeforeTheOneThatFails() {
            assertThatThrownBy(() -> inSlicesOf(2)).isInstanceOf(WarehouseException.class);

            assertThat(versions()).containsExactly("1", "2", "9");
            assertThat(waiting()).containsExactly("3", "3", "4");
        }

        @Test
        void isWholeOnceTheTableIsMended() {
            assertThatThrownBy(() -> inSlicesOf(2)).isInstanceOf(WarehouseException.class);
            retype("timestamp");

            assertThat(inSlicesOf(2)).isEqualTo(new Refined(3, 3, 0, 0));
            assertThat(waiting()).isEmpty();
            assertThat(rows("SELECT id, valid_to FROM core.products_history ORDER BY id, valid_to"))
                    .containsExactly(
                            "nexudus:1 -",
                            "nexudus:2 -",
                            "nexudus:3 2026-03-01T02:00",
                            "nexudus:3 -",
                            "nexudus:4 -",
                            "nexudus:9 -");
        }

        private void retype(String type) {
            run(
                    "DROP VIEW core.products",
                    "DROP VIEW core.products_history",
                    "ALTER TABLE core.products_intervals ALTER COLUMN valid_to TYPE " + type);
        }
    }

    private void fiveChanges() {
        land(
                PRODUCTS,
                product(1, "10", hour(1)),
                product(2, "10", hour(1)),
                product(3, "10", hour(1)),
                product(3, "11", hour(2)),
                product(4, "10", hour(1)));
    }

    private Refined inSlicesOf(int changes) {
        TenantWarehouse tenant = warehouse.tenant(TENANT);
        Mapping products =
                tenant.mappings().all().stream()
                        .filter(mapping -> mapping.table().equals("products"))
                        .findFirst()
                        .orElseThrow();
        return SmallSlices.of(changes, tenant.database(), TENANT).apply(products);
    }

    private List<String> versions() {
        return rows(
                "SELECT source_id FROM core.products_versions WHERE version_id > 0"
                        + " ORDER BY source_id");
    }

    private List<String> waiting() {
        return rows("SELECT source_id FROM " + CHANGES + " ORDER BY bronze_id");
    }
}

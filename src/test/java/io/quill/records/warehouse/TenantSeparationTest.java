package io.quill.records.warehouse;

import static io.quill.records.warehouse.SampleRecords.SPRING;
import static io.quill.records.warehouse.SampleRecords.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.SettableClock;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.Trigger;
import io.quill.records.warehouse.sql.Database.Share;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What one tenant has is nobody else's, though their records have the same numbers. */
class TenantSeparationTest {
    private static final List<String> LAYERS =
            List.of(
                    "bronze.nexudus_products",
                    "bronze.nexudus_products_latest",
                    "silver.nexudus_products",
                    "core.products_history",
                    "core.products");

    @Test
    void haveFilesOfTheirOwn(@TempDir Path directory) {
        keepsApart(new WarehouseConfig.Kind.Files(directory, new Share(256, 1)));
    }

    @Test
    void haveDatabasesOfTheirOwnOnAServer() throws IOException {
        try (PostgresServer server = new PostgresServer()) {
            keepsApart(server.databases("acme", "beta"));
        }
    }

    private static void keepsApart(WarehouseConfig.Kind kind) {
        try (Warehouse warehouse =
                new Warehouse(WarehouseConfig.of(kind), "test", new SettableClock(SPRING))) {
            land(warehouse, "acme", "10");
            land(warehouse, "beta", "20");

            for (String tenant : List.of("acme", "beta")) {
                String price = tenant.equals("acme") ? "10" : "20";
                assertThat(LAYERS)
                        .allSatisfy(
                                table -> assertThat(rows(warehouse, tenant, table)).isEqualTo(1));
                assertThat(prices(warehouse, tenant))
                        .containsExactly(tenant + " nexudus:1 " + price + ".00");
            }
        }
    }

    private static void land(Warehouse warehouse, String tenant, String price) {
        Feed feed = new Feed(tenant, "nexudus", "products");
        try (Load load =
                warehouse.open(feed, UUID.randomUUID(), new LoadScope.Changes(), Trigger.MANUAL)) {
            load.add(product(1, price, WarehouseFixture.hour(1)));
            load.commit(Optional.empty(), RequestStatistics.NONE);
        }
        warehouse.silver(tenant, "nexudus", UUID.randomUUID(), Trigger.MANUAL);
        warehouse.core(tenant, UUID.randomUUID(), Trigger.MANUAL);
    }

    private static long rows(Warehouse warehouse, String tenant, String table) {
        return warehouse
                .tenant(tenant)
                .database()
                .inTransaction(sqlSession -> sqlSession.number("SELECT count(*) FROM " + table));
    }

    private static List<String> prices(Warehouse warehouse, String tenant) {
        return warehouse
                .tenant(tenant)
                .database()
                .inTransaction(
                        sqlSession ->
                                sqlSession.list(
                                        "SELECT concat(tenant_id, ' ', id, ' ', price)"
                                                + " FROM core.products",
                                        row -> row.getString(1)));
    }
}

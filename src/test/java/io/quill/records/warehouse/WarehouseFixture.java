package io.quill.records.warehouse;

import static io.quill.records.warehouse.SampleRecords.SPRING;
import static io.quill.records.warehouse.SampleRecords.record;

import io.quill.platform.file.DiskFileStorage;
import io.quill.platform.store.SettableClock;
import io.quill.records.landing.DeletionThreshold;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadResult;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseLayers.Refined;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A warehouse in a database that nobody used before, and how records get into it. */
abstract class WarehouseFixture {
    static final String TENANT = "acme";
    static final Feed PRODUCTS = new Feed(TENANT, "nexudus", "products");
    static final Feed LOCATIONS = new Feed(TENANT, "nexudus", "locations");
    static final Feed CONTRACTS = new Feed(TENANT, "nexudus", "contracts");
    static final Feed COWORKERS = new Feed(TENANT, "nexudus", "coworkers");
    static final Feed RESOURCES = new Feed(TENANT, "nexudus", "resources");
    static final Feed HUBSPOT = new Feed(TENANT, "hubspot", "contacts");
    static final LoadScope EVERYTHING = new LoadScope.Everything(new DeletionThreshold(1, 0.5));

    final SettableClock clock = new SettableClock(SPRING);
    @TempDir Path definitions;
    @TempDir Path files;
    private WarehouseConfig warehouseConfig;
    Warehouse warehouse;

    /** One that nobody used before. */
    abstract WarehouseConfig.Kind kind();

    @BeforeEach
    void make() {
        warehouseConfig =
                WarehouseConfig.of(kind())
                        .withDefinitions(definitions)
                        .withLake(new DiskFileStorage(files));
        warehouse = opened();
    }

    void reopen() {
        close();
        warehouse = opened();
    }

    private Warehouse opened() {
        return new Warehouse(warehouseConfig, "test", clock);
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    Load load(Feed feed, LoadScope loadScope) {
        return warehouse.open(feed, UUID.randomUUID(), loadScope, Trigger.MANUAL);
    }

    LoadResult land(Feed feed, RawRecord... records) {
        return land(feed, new LoadScope.Changes(), records);
    }

    LoadResult land(Feed feed, LoadScope loadScope, RawRecord... records) {
        try (Load load = load(feed, loadScope)) {
            for (RawRecord record : records) {
                load.add(record);
            }
            return load.commit(Optional.empty(), RequestStatistics.NONE);
        }
    }

    LoadResult listed(Feed feed, String... ids) {
        try (Load load = load(feed, EVERYTHING)) {
            for (String id : ids) {
                load.markSeen(id);
            }
            return load.commit(Optional.empty(), RequestStatistics.NONE);
        }
    }

    Refined refine() {
        Refined silver = warehouse.silver(TENANT, "nexudus", UUID.randomUUID(), Trigger.MANUAL);
        warehouse.silver(TENANT, "hubspot", UUID.randomUUID(), Trigger.MANUAL);
        return silver;
    }

    Refined core() {
        refine();
        return warehouse.core(TENANT, UUID.randomUUID(), Trigger.MANUAL);
    }

    /** A definition that comes with Quill gives way to one of the tenant. */
    void replace(String file, UnaryOperator<String> change) throws IOException {
        try (var shipped = Warehouse.class.getResourceAsStream("/warehouse/" + file)) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            Path own = definitions.resolve(TENANT).resolve(file);
            Files.createDirectories(own.getParent());
            Files.writeString(own, change.apply(text));
        }
        reopen();
    }

    /** What somebody does to the database by hand. */
    void run(String... statements) {
        warehouse
                .tenant(TENANT)
                .database()
                .inTransaction(
                        sqlSession -> {
                            sqlSession.run(List.of(statements));
                            return statements;
                        });
    }

    List<String> rows(String sql) {
        return warehouse
                .tenant(TENANT)
                .database()
                .inTransaction(
                        sqlSession ->
                                sqlSession.list(
                                        sql,
                                        row -> {
                                            List<String> cells = new ArrayList<>();
                                            int columns = row.getMetaData().getColumnCount();
                                            for (int i = 1; i <= columns; i++) {
                                                cells.add(cell(row.getObject(i)));
                                            }
                                            return String.join(" ", cells);
                                        }));
    }

    static String cell(Object value) {
        return switch (value) {
            case null -> "-";
            case Timestamp at -> at.toLocalDateTime().toString();
            case Boolean flag -> flag ? "yes" : "no";
            case Object other -> other.toString();
        };
    }

    List<String> history() {
        return rows(
                "SELECT id, price, valid_from, valid_to, is_current, is_deleted"
                        + " FROM core.products_history ORDER BY id, valid_from");
    }

    static Instant hour(int hour) {
        return Instant.parse("2026-03-01T00:00:00Z").plus(Duration.ofHours(hour));
    }
}

package io.quill.warehouse;

import static io.quill.warehouse.Records.SPRING;
import static io.quill.warehouse.Records.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.landing.Effort;
import io.quill.landing.Extent;
import io.quill.landing.Feed;
import io.quill.landing.Load;
import io.quill.landing.Trigger;
import io.quill.landing.WarehouseException;
import io.quill.store.SettableClock;
import io.quill.warehouse.lake.DiskLake;
import io.quill.warehouse.lake.Lake;
import io.quill.warehouse.s3.S3Lake;
import io.quill.warehouse.sql.Database.Share;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

class LakeTest {
    private static final Feed PRODUCTS = new Feed("acme", "nexudus", "products");

    private final SettableClock clock = new SettableClock(SPRING);
    @TempDir Path directory;
    @TempDir Path lake;

    private Warehouse warehouse(Lake files) {
        Place place =
                Place.of(new Place.Kind.Files(directory, new Share(512, 2)))
                        .withLake(files)
                        .withArchive(directory.resolve("archive"));
        return new Warehouse(place, "test", clock);
    }

    private static void flow(Warehouse warehouse, String price) {
        UUID run = UUID.randomUUID();
        try (Load load = warehouse.open(PRODUCTS, run, new Extent.Changes(), Trigger.MANUAL)) {
            load.add(product(1, price, SPRING.plusSeconds(Long.parseLong(price))));
            load.commit(Optional.empty(), Effort.NONE);
        }
        warehouse.silver("acme", "nexudus", run, Trigger.MANUAL);
        warehouse.core("acme", run, Trigger.MANUAL);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(lake)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> lake.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String asked(String query) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void getsRawRowsAndWholeHistories() throws IOException, SQLException {
        try (Warehouse warehouse = warehouse(new DiskLake(lake))) {
            flow(warehouse, "10");
            clock.advance(Duration.ofDays(1));
            flow(warehouse, "11");
        }

        assertThat(files())
                .containsExactly(
                        "acme/canonical/products/2026-03-02T09-00-00.000Z.parquet",
                        "acme/canonical/products/2026-03-03T09-00-00.000Z.parquet",
                        "acme/raw/nexudus/products/2026-03-02T09-00-00.000Z.parquet",
                        "acme/raw/nexudus/products/2026-03-03T09-00-00.000Z.parquet");
        assertThat(asked("SELECT count(*) FROM '" + lake + "/acme/raw/nexudus/products/*.parquet'"))
                .isEqualTo("2");
        assertThat(
                        asked(
                                "SELECT string_agg(price, ' ' ORDER BY valid_from) FROM '"
                                        + lake
                                        + "/acme/canonical/products/2026-03-03*.parquet'"))
                .isEqualTo("10.00 11.00");
    }

    @Test
    void getsNothingWhereNothingIsNew() throws IOException {
        try (Warehouse warehouse = warehouse(new DiskLake(lake))) {
            flow(warehouse, "10");
            clock.advance(Duration.ofDays(1));
            flow(warehouse, "10");
        }

        assertThat(files()).hasSize(2);
    }

    @Test
    void mayBeABucket() throws IOException, SQLException {
        try (Bucket bucket = new Bucket("lake");
                Warehouse warehouse =
                        warehouse(S3Lake.of("lake", "us-east-1", Optional.of(bucket.address())))) {
            flow(warehouse, "10");

            assertThat(bucket.keys())
                    .containsExactly(
                            "acme/canonical/products/2026-03-02T09-00-00.000Z.parquet",
                            "acme/raw/nexudus/products/2026-03-02T09-00-00.000Z.parquet");
            Path file = lake.resolve("got.parquet");
            Files.write(
                    file,
                    bucket.object("acme/raw/nexudus/products/2026-03-02T09-00-00.000Z.parquet"));
            assertThat(asked("SELECT source_id FROM '" + file + "'")).isEqualTo("1");
        }
    }

    @Test
    void isTriedAgainAfterAFault() {
        try (Bucket bucket = new Bucket("lake");
                Warehouse warehouse =
                        warehouse(S3Lake.of("lake", "us-east-1", Optional.of(bucket.address())))) {
            bucket.refuse(true);
            assertThatThrownBy(() -> flow(warehouse, "10"))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("bucket lake");

            bucket.refuse(false);
            warehouse.core("acme", UUID.randomUUID(), Trigger.MANUAL);
            assertThat(bucket.keys()).hasSize(2);
        }
    }

    @Test
    void letsEventsBeAskedWithRecords() throws IOException {
        Path day = Files.createDirectories(directory.resolve("archive/facts/day=2026-03-02"));
        try (Warehouse warehouse = warehouse(new DiskLake(lake))) {
            assertThat(warehouse.tables("acme"))
                    .filteredOn(table -> table.name().equals("events"))
                    .singleElement()
                    .satisfies(table -> assertThat(table.rows()).isZero());

            for (String name : List.of("one", "two")) {
                try (OutputStream file =
                        new GZIPOutputStream(
                                Files.newOutputStream(day.resolve(name + ".jsonl.gz")))) {
                    file.write(event("ALOWARE:1").getBytes(StandardCharsets.UTF_8));
                    file.write(event("ALOWARE:" + name).getBytes(StandardCharsets.UTF_8));
                }
            }

            assertThat(warehouse.tables("acme"))
                    .filteredOn(table -> table.name().equals("events"))
                    .singleElement()
                    .satisfies(table -> assertThat(table.rows()).isEqualTo(3));
        }
    }

    private static String event(String id) {
        return """
        {"EventID":"%s","AgentID":"7","FactDateKey":"2026-03-02T00:00:00","MetricID":"CALLS",\
        "OccurredAt":"2026-03-02T10:00:00.000Z","TalkSeconds":60,"Batch":1,\
        "SettledAt":"2026-03-02T10:01:00Z"}
        """
                .formatted(id);
    }
}

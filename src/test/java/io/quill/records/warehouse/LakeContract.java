package io.quill.records.warehouse;

import static io.quill.records.warehouse.SampleRecords.SPRING;
import static io.quill.records.warehouse.SampleRecords.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.platform.file.ArchiveException;
import io.quill.platform.file.DiskFileStorage;
import io.quill.platform.file.FileStorage;
import io.quill.platform.file.s3.S3FileStorage;
import io.quill.platform.file.s3.StubBucket;
import io.quill.platform.store.SettableClock;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.bronze.EventsArchive;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
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

/** Files and the archive, whatever database the warehouse is in. */
abstract class LakeContract {
    private static final Feed PRODUCTS = new Feed("acme", "nexudus", "products");

    private final SettableClock clock = new SettableClock(SPRING);
    @TempDir Path directory;
    @TempDir Path lake;
    private WarehouseConfig.Kind kind;

    /** One that nobody used before. */
    abstract WarehouseConfig.Kind kind();

    @BeforeEach
    void make() {
        kind = kind();
    }

    private Warehouse warehouse(FileStorage files) {
        return warehouse(files, EventsArchive.in(directory.resolve("archive")));
    }

    private Warehouse warehouse(FileStorage files, EventsArchive events) {
        WarehouseConfig warehouseConfig =
                WarehouseConfig.of(kind)
                        .withLake(files)
                        .withArchive(events)
                        .withDefinitions(directory.resolve("definitions"));
        return new Warehouse(warehouseConfig, "test", clock);
    }

    private static void flow(Warehouse warehouse, String price) {
        UUID run = UUID.randomUUID();
        try (Load load = warehouse.open(PRODUCTS, run, new LoadScope.Changes(), Trigger.MANUAL)) {
            load.add(product(1, price, SPRING.plusSeconds(Long.parseLong(price))));
            load.commit(Optional.empty(), RequestStatistics.NONE);
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
        try (Warehouse warehouse = warehouse(new DiskFileStorage(lake))) {
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
        try (Warehouse warehouse = warehouse(new DiskFileStorage(lake))) {
            flow(warehouse, "10");
            clock.advance(Duration.ofDays(1));
            flow(warehouse, "10");
        }

        assertThat(files()).hasSize(2);
    }

    @Test
    void mayBeABucket() throws IOException, SQLException {
        try (StubBucket bucket = new StubBucket("lake");
                Warehouse warehouse =
                        warehouse(
                                S3FileStorage.of(
                                        "lake", "", "us-east-1", Optional.of(bucket.address())))) {
            flow(warehouse, "10");

            assertThat(bucket.objects.keySet())
                    .containsExactly(
                            "acme/canonical/products/2026-03-02T09-00-00.000Z.parquet",
                            "acme/raw/nexudus/products/2026-03-02T09-00-00.000Z.parquet");
            Path file = lake.resolve("got.parquet");
            Files.write(
                    file,
                    bucket.objects.getOrDefault(
                            "acme/raw/nexudus/products/2026-03-02T09-00-00.000Z.parquet",
                            new byte[0]));
            assertThat(asked("SELECT source_id FROM '" + file + "'")).isEqualTo("1");
        }
    }

    @Test
    void isTriedAgainAfterAFault() throws IOException {
        try (StubBucket bucket = new StubBucket("lake");
                Warehouse warehouse =
                        warehouse(
                                S3FileStorage.of(
                                        "lake", "", "us-east-1", Optional.of(bucket.address())))) {
            bucket.refusing = true;
            assertThatThrownBy(() -> flow(warehouse, "10"))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("bucket lake");

            bucket.refusing = false;
            warehouse.core("acme", UUID.randomUUID(), Trigger.MANUAL);
            assertThat(bucket.objects.keySet()).hasSize(2);
        }
    }

    @Test
    void saysTheSameTypesWhateverTheRowsAreFrom() throws IOException, SQLException {
        merge();
        try (Warehouse warehouse = warehouse(new DiskFileStorage(lake))) {
            flow(warehouse, "10");
        }

        assertThat(types("acme/canonical/products/*.parquet"))
                .contains(
                        "id VARCHAR",
                        "price DECIMAL(12,2)",
                        "valid_from TIMESTAMP",
                        "is_current BOOLEAN",
                        "nexudus_bronze_id BIGINT");
        assertThat(types("acme/raw/nexudus/products/*.parquet"))
                .containsExactly(
                        "id BIGINT",
                        "source_id VARCHAR",
                        "change VARCHAR",
                        "payload_hash VARCHAR",
                        "raw_json VARCHAR",
                        "source_changed_at TIMESTAMP",
                        "synced_at TIMESTAMP",
                        "sync_run_id VARCHAR");
    }

    /** Of two sources, so that fields are the first value that is there. */
    private void merge() throws IOException {
        try (var shipped = Warehouse.class.getResourceAsStream("/warehouse/core/products.json")) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            Path own = directory.resolve("definitions/core/products.json");
            Files.createDirectories(own.getParent());
            Files.writeString(
                    own,
                    text.replaceFirst(
                            "\\{",
                            "{ \"match\": \"name\", \"hubspot\": { \"contacts\": {"
                                    + " \"id\": \"source_id\", \"name\": \"first_name\" } },"));
        }
    }

    private List<String> types(String files) throws SQLException {
        return asked(
                        "SELECT string_agg(column_name || ' ' || column_type, ';') FROM (DESCRIBE"
                                + " SELECT * FROM '"
                                + lake
                                + "/"
                                + files
                                + "')")
                .lines()
                .flatMap(line -> Stream.of(line.split(";", -1)))
                .toList();
    }

    @Nested
    class Events {
        private Warehouse warehouse;
        private Path day;

        @BeforeEach
        void open() throws IOException {
            day = Files.createDirectories(directory.resolve("archive/facts/day=2026-03-02"));
            warehouse = warehouse(new DiskFileStorage(lake));
        }

        @AfterEach
        void close() {
            warehouse.close();
        }

        @Test
        void areNoneWhereNothingIsArchived() {
            assertThat(rows()).isZero();
        }

        @Test
        void areThereOnceEach() throws IOException {
            write("one", event("ALOWARE:1", 1), event("ALOWARE:2", 1));
            write("two", event("ALOWARE:1", 1), event("ALOWARE:3", 1));

            assertThat(rows()).isEqualTo(3);
        }

        @Test
        void followTheArchive() throws IOException {
            write("one", event("ALOWARE:1", 1));
            assertThat(rows()).isEqualTo(1);
            write("two", event("ALOWARE:2", 1));
            assertThat(rows()).isEqualTo(2);
        }

        @Test
        void areTheSameWhenFilesBecomeOne() throws IOException {
            write("one", event("ALOWARE:1", 1));
            write("two", event("ALOWARE:2", 1));
            assertThat(rows()).isEqualTo(2);

            write("both", event("ALOWARE:1", 1), event("ALOWARE:2", 1));
            Files.delete(day.resolve("one.jsonl.gz"));
            Files.delete(day.resolve("two.jsonl.gz"));

            assertThat(rows()).isEqualTo(2);
        }

        @Test
        void areThoseThatWereSettledFirst() throws IOException {
            write("late", event("ALOWARE:1", 5));
            assertThat(rows()).isEqualTo(1);
            write("soon", event("ALOWARE:1", 3), event("ALOWARE:1", 4));
            assertThat(rows()).isEqualTo(1);

            assertThat(warehouse.sample("acme", "bronze", "events", 1))
                    .singleElement()
                    .asString()
                    .contains("10:03:00");
        }

        @Test
        void areAskedWithRecords() throws IOException {
            write("one", event("ALOWARE:1", 1), event("ALOWARE:2", 1));
            flow(warehouse, "10");

            long seconds =
                    warehouse
                            .tenant("acme")
                            .database()
                            .inTransaction(
                                    sqlSession ->
                                            sqlSession.number(
                                                    "SELECT sum(e.TalkSeconds) FROM bronze.events e"
                                                            + " JOIN core.products p ON"
                                                            + " p.valid_from <= e.OccurredAt"));

            assertThat(seconds).isEqualTo(120);
        }

        @Test
        void areReadFromAShelfElsewhereToo() throws IOException {
            write("one", event("ALOWARE:1", 1), event("ALOWARE:2", 1));
            assertThat(rows()).isEqualTo(2);
            warehouse.close();

            warehouse = warehouse(new DiskFileStorage(lake), EventsArchive.on(shelf()));
            assertThat(rows()).isEqualTo(2);
            write("two", event("ALOWARE:2", 1), event("ALOWARE:3", 1));
            assertThat(rows()).isEqualTo(3);
            warehouse.close();

            warehouse = warehouse(new DiskFileStorage(lake));
            assertThat(rows()).isEqualTo(3);
        }

        @Test
        void stayAsTheyWereWhileTheShelfIsAway() throws IOException {
            warehouse.close();
            write("one", event("ALOWARE:1", 1));
            AwayAtTimes shelf = new AwayAtTimes(shelf());
            warehouse = warehouse(new DiskFileStorage(lake), EventsArchive.on(shelf));
            assertThat(rows()).isEqualTo(1);

            write("two", event("ALOWARE:2", 1));
            shelf.away = true;
            assertThat(rows()).isEqualTo(1);
            shelf.away = false;
            assertThat(rows()).isEqualTo(2);
        }

        private FileStorage shelf() {
            return new DiskFileStorage(directory.resolve("archive"));
        }

        private long rows() {
            return warehouse.tables("acme").stream()
                    .filter(table -> table.name().equals("events"))
                    .findFirst()
                    .orElseThrow()
                    .rows();
        }

        private void write(String name, String... events) throws IOException {
            try (OutputStream file =
                    new GZIPOutputStream(Files.newOutputStream(day.resolve(name + ".jsonl.gz")))) {
                for (String event : events) {
                    file.write(event.getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        private static String event(String id, int minute) {
            return """
            {"EventID":"%s","AgentID":"7","FactDateKey":"2026-03-02T00:00:00","MetricID":"CALLS",\
            "OccurredAt":"2026-03-02T10:00:00.000Z","TalkSeconds":60,"Batch":1,\
            "Notes":"tab\\t \\"said\\" \\u0000","SettledAt":"2026-03-02T10:0%d:00Z"}
            """
                    .formatted(id, minute);
        }
    }

    /** A shelf that can be out of reach. */
    private static final class AwayAtTimes implements FileStorage {
        private final FileStorage fileStorage;
        private boolean away;

        AwayAtTimes(FileStorage fileStorage) {
            this.fileStorage = fileStorage;
        }

        @Override
        public void put(String name, byte[] content) {
            fileStorage.put(name, content);
        }

        @Override
        public void put(String name, Path file) {
            fileStorage.put(name, file);
        }

        @Override
        public List<Kept> list(String prefix) {
            if (away) {
                throw new ArchiveException("The shelf is away", new IOException("no route"));
            }
            return fileStorage.list(prefix);
        }

        @Override
        public InputStream open(String name) {
            return fileStorage.open(name);
        }

        @Override
        public void delete(String name) {
            fileStorage.delete(name);
        }
    }
}

package io.quill.bench;

import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.Trigger;
import io.quill.records.warehouse.PostgresServer;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.WarehouseConfig;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** Bronze, silver and core on PostgreSQL in batches, and what loading row by row would take. */
final class PostgresBench {
    private static final Feed PRODUCTS = new Feed("bench", "nexudus", "products");
    private static final Instant THEN = Instant.parse("2026-03-01T00:00:00Z");

    private static final long SINGLE = 5_000;

    private PostgresBench() {}

    static void run(String[] args) throws IOException, SQLException {
        long batched = args.length > 1 ? Long.parseLong(args[1]) : 100_000;
        try (PostgresServer server = PostgresServer.durable()) {
            WarehouseConfig.Kind.Server place = (WarehouseConfig.Kind.Server) server.database();
            try (Warehouse warehouse =
                    new Warehouse(WarehouseConfig.of(place), "bench", InstantSource.system())) {
                refine(warehouse); // makes the tables
                System.out.printf(
                        "PostgreSQL as it comes: fsync and synchronous_commit on; load %.1f%n",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
                double perRow = singly(place, records(SINGLE));
                double perBatched = batched(warehouse, records(batched));
                System.out.printf(
                        "row by row %.3f ms a record (%,d), batched %.3f ms (%,d): %.1f times%n",
                        perRow, SINGLE, perBatched, batched, perRow / perBatched);
            }
        }
    }

    private static double singly(WarehouseConfig.Kind.Server place, List<RawRecord> records)
            throws SQLException, IOException {
        try (Connection connection =
                DriverManager.getConnection(
                        place.address() + "&stringtype=unspecified",
                        place.user(),
                        place.password())) {
            long start = System.nanoTime();
            RowByRow loader = new RowByRow(connection);
            loader.load(records);
            double each = milliseconds(start, records);
            System.out.println("row by row: " + loader.words());
            return each;
        }
    }

    private static double batched(Warehouse warehouse, List<RawRecord> records) {
        LoadScope changes = new LoadScope.Changes();
        long start = System.nanoTime();
        try (Load load = warehouse.open(PRODUCTS, UUID.randomUUID(), changes, Trigger.MANUAL)) {
            records.forEach(load::add);
            load.commit(Optional.empty(), RequestStatistics.NONE);
        }
        refine(warehouse);
        return milliseconds(start, records);
    }

    private static void refine(Warehouse warehouse) {
        warehouse.silver("bench", "nexudus", UUID.randomUUID(), Trigger.MANUAL);
        warehouse.core("bench", UUID.randomUUID(), Trigger.MANUAL);
    }

    private static double milliseconds(long start, List<RawRecord> records) {
        return (System.nanoTime() - start) / 1e6 / records.size();
    }

    private static List<RawRecord> records(long count) {
        return LongStream.rangeClosed(1, count).mapToObj(PostgresBench::record).toList();
    }

    private static RawRecord record(long id) {
        Instant at = THEN.plusSeconds(id);
        return new RawRecord(
                Long.toString(id),
                ProductJson.of(id, at).getBytes(StandardCharsets.UTF_8),
                Optional.of(at));
    }
}

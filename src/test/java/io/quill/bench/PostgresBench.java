package io.quill.bench;

import io.quill.landing.Effort;
import io.quill.landing.Extent;
import io.quill.landing.Feed;
import io.quill.landing.Load;
import io.quill.landing.RawRecord;
import io.quill.landing.Trigger;
import io.quill.warehouse.Place;
import io.quill.warehouse.Postgres;
import io.quill.warehouse.Warehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** Bronze and silver on PostgreSQL in batches, and what loading row by row would take. */
final class PostgresBench {
    private static final Feed PRODUCTS = new Feed("bench", "nexudus", "products");
    private static final Instant THEN = Instant.parse("2026-03-01T00:00:00Z");

    private PostgresBench() {}

    static void run(String[] args) throws IOException, SQLException {
        long batched = args.length > 1 ? Long.parseLong(args[1]) : 20_000;
        long single = batched / 20;
        try (Postgres server = Postgres.durable()) {
            List<RawRecord> some = records(single);
            long start = System.nanoTime();
            RowByRow.load((Place.Kind.Server) server.database(), some);
            double perRow = (System.nanoTime() - start) / 1e6 / single;
            double perBatched = batched(server, records(batched));
            System.out.printf(
                    "row by row %.3f ms a record (%,d), batched %.3f ms (%,d): %.0f times%n",
                    perRow, single, perBatched, batched, perRow / perBatched);
        }
    }

    private static double batched(Postgres server, List<RawRecord> records) {
        try (Warehouse warehouse =
                new Warehouse(Place.of(server.database()), "bench", InstantSource.system())) {
            UUID run = UUID.randomUUID();
            warehouse.silver("bench", "nexudus", run, Trigger.MANUAL); // makes the tables
            long start = System.nanoTime();
            Extent changes = new Extent.Changes();
            try (Load load = warehouse.open(PRODUCTS, run, changes, Trigger.MANUAL)) {
                records.forEach(load::add);
                load.commit(Optional.empty(), Effort.NONE);
            }
            warehouse.silver("bench", "nexudus", run, Trigger.MANUAL);
            return (System.nanoTime() - start) / 1e6 / records.size();
        }
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

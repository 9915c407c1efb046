package io.quill.bench;

import com.sun.management.OperatingSystemMXBean;

import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadResult;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.Trigger;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.WarehouseConfig;
import io.quill.records.warehouse.sql.Database.Share;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Product records that were fetched already, through bronze, silver and core: once, again without a
 * change, and again with one record in a hundred changed.
 */
public final class RecordBench {
    private static final Feed PRODUCTS = new Feed("bench", "nexudus", "products");
    private static final Instant THEN = Instant.parse("2026-03-01T00:00:00Z");

    private final long records;
    private final Path directory;

    private RecordBench(long records, Path directory) {
        this.records = records;
        this.directory = directory;
    }

    /** {@code RECORDS} */
    public static void main(String[] args) throws IOException {
        long records = Long.parseLong(args[0]);
        Path directory = Files.createTempDirectory("quill-bench");
        try {
            new RecordBench(records, directory).run();
        } finally {
            delete(directory);
        }
    }

    private void run() throws IOException {
        Path first = write("first", 0);
        Path changed = write("changed", 100);
        System.out.printf(
                "%,d records, %,d MB; load before: %.1f%n",
                records, Files.size(first) >> 20, load());
        Share share = shipped();
        System.out.printf(
                "DuckDB has %d MB and %d threads, as in application.properties; the heap has %d MB,"
                        + " as in the launcher%n",
                share.megabytes(), share.threads(), Runtime.getRuntime().maxMemory() >> 20);
        WarehouseConfig warehouseConfig =
                WarehouseConfig.of(new WarehouseConfig.Kind.Files(directory, share));
        try (Warehouse warehouse =
                new Warehouse(warehouseConfig, "bench", InstantSource.system())) {
            double whole = measure("first run", warehouse, first);
            double same = measure("no change", warehouse, first);
            double some = measure("1 % changed", warehouse, changed);
            System.out.printf(
                    "no change %.0f %%, 1 %% changed %.0f %% of the first; peak %,d MB; load %.1f%n",
                    100 * same / whole, 100 * some / whole, peakMegabytes(), load());
        }
    }

    private static Share shipped() throws IOException {
        Properties settings = new Properties();
        try (InputStream file = RecordBench.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        }
        String memory = settings.getProperty("warehouse.memory").replace("MiB", "");
        return new Share(
                Integer.parseInt(memory),
                Integer.parseInt(settings.getProperty("warehouse.threads")));
    }

    private double measure(String what, Warehouse warehouse, Path file) throws IOException {
        long start = System.nanoTime();
        double cpu = cpu();
        LoadResult loadResult = land(warehouse, file);
        double bronze = since(start);
        UUID run = UUID.randomUUID();
        warehouse.silver("bench", "nexudus", run, Trigger.MANUAL);
        double silver = since(start) - bronze;
        warehouse.core("bench", run, Trigger.MANUAL);
        double all = since(start);
        System.out.printf(
                "%-12s %6.1f s: bronze %5.1f, silver %5.1f, core %5.1f; %5.1f s of CPU;"
                        + " %,d appended, %,d unchanged%n",
                what,
                all,
                bronze,
                silver,
                all - bronze - silver,
                cpu() - cpu,
                loadResult.appended(),
                loadResult.unchanged());
        return all;
    }

    private static LoadResult land(Warehouse warehouse, Path file) throws IOException {
        LoadScope changes = new LoadScope.Changes();
        try (Load load = warehouse.open(PRODUCTS, UUID.randomUUID(), changes, Trigger.MANUAL);
                BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                load.add(record(line));
            }
            return load.commit(Optional.empty(), RequestStatistics.NONE);
        }
    }

    /** The pull knows the id and the time of a record when it hands it over. */
    private static RawRecord record(String line) {
        int tab = line.indexOf('\t');
        int second = line.indexOf('\t', tab + 1);
        return new RawRecord(
                line.substring(0, tab),
                line.substring(second + 1).getBytes(StandardCharsets.UTF_8),
                Optional.of(Instant.ofEpochSecond(Long.parseLong(line, tab + 1, second, 10))));
    }

    /** With every n-th record changed since, where n is not 0. */
    private Path write(String name, int changedEvery) throws IOException {
        Path file = directory.resolve(name);
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (long id = 1; id <= records; id++) {
                boolean changed = changedEvery > 0 && id % changedEvery == 0;
                long at = THEN.getEpochSecond() + id + (changed ? 86_400 : 0);
                lines.write(id + "\t" + at + "\t" + ProductJson.of(id, Instant.ofEpochSecond(at)));
                lines.write('\n');
            }
        }
        return file;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
                / 1e9;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                >> 10;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

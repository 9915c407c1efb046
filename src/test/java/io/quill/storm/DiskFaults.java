package io.quill.storm;

import io.quill.disk.FaultyDisk;
import io.quill.disk.FaultyDisk.Call;
import io.quill.disk.FaultyDisk.Fault;
import io.quill.disk.FaultyDisk.Rule;
import io.quill.storm.Blow.End;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Moments in which the disk below the store's file fails; then deliveries may be put off. */
final class DiskFaults {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** What may be refused yet after the disk is well again, until the store was looked at. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Optional<FaultyDisk> disk;
    private volatile boolean failing;
    private volatile long mended = System.nanoTime() - GRACE.toNanos();

    private DiskFaults(Optional<FaultyDisk> disk) {
        this.disk = disk;
    }

    static DiskFaults none() {
        return new DiskFaults(Optional.empty());
    }

    static DiskFaults of(FaultyDisk disk) {
        return new DiskFaults(Optional.of(disk));
    }

    /** What a process is started with; of a hundred thousand events only faults are traced. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        disk.ifPresent(
                each -> {
                    environment.putAll(each.environment());
                    environment.put("FAULTY_DISK_FAULTS", "only");
                    environment.remove("FAULTY_DISK_IMAGE");
                });
        return environment;
    }

    boolean areThere() {
        return disk.isPresent();
    }

    Blow failedWrite() {
        return blow("one write of the disk fails", Rule.once(Call.WRITE, "-wal", Fault.EIO));
    }

    Blow failedFlush() {
        return blow("one flush of the disk fails", Rule.once(Call.SYNC, "-wal", Fault.EIO));
    }

    Blow full() {
        return blow(
                "the disk is full for " + MOMENT.toSeconds() + " s",
                Rule.always(Call.WRITE, "-wal", Fault.ENOSPC));
    }

    private Blow blow(String words, Rule rule) {
        return Blow.at(
                WeatherKind.DISK,
                words,
                () -> {
                    FaultyDisk faulty = disk.orElseThrow();
                    long before = faulty.failed();
                    failing = true;
                    faulty.fail(rule);
                    Patience.until(words, () -> faulty.failed() > before);
                    Patience.pass(MOMENT);
                    faulty.mend();
                    mended = System.nanoTime();
                    failing = false;
                    return End.seen(faulty.failed() - before);
                });
    }

    /** Whether 503 is an honest answer at this moment. */
    boolean excuse() {
        return failing || System.nanoTime() - mended < GRACE.toNanos();
    }
}

package io.quill.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.NativeLibrary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lets writes, flushes and truncations of the files in one directory fail in a process that was
 * started with {@link #environment}, from one moment to the next.
 */
public final class FaultyDisk {
    /** What a process asks of its disk. */
    public enum Call {
        WRITE,
        SYNC,
        TRUNCATE
    }

    /** What the disk answers. */
    public enum Fault {
        EIO,
        ENOSPC,
        EROFS,
        EDQUOT
    }

    /**
     * Which calls fail, of files whose names end so.
     *
     * @param skip how many calls go through before
     * @param times how many fail; all from then on if negative
     */
    public record Rule(Call call, String suffix, Fault fault, int skip, int times) {
        public static Rule once(Call call, String suffix, Fault fault) {
            return new Rule(call, suffix, fault, 0, 1);
        }

        public static Rule always(Call call, String suffix, Fault fault) {
            return new Rule(call, suffix, fault, 0, -1);
        }

        private String line() {
            return "%s %s %s %d %d"
                    .formatted(call.name().toLowerCase(Locale.ROOT), suffix, fault, skip, times);
        }
    }

    private final Path directory;
    private final Path library;
    private final Path control;
    private final Path trace;
    private final Path image;
    private int generation;

    private FaultyDisk(Path directory, Path own) throws IOException {
        this.directory = directory.toRealPath();
        this.library = NativeLibrary.compile("faultydisk", own);
        this.control = own.resolve("faultydisk.control");
        this.trace = own.resolve("faultydisk.trace");
        this.image = Files.createDirectories(own.resolve("faultydisk.image"));
    }

    /** Whether this machine can make the library. */
    public static boolean isPossible() {
        return NativeLibrary.isPossible();
    }

    /**
     * Compiles the library.
     *
     * @param directory whose files may fail; it has to be there
     * @param own another one, for the library and what it is told
     */
    public static FaultyDisk under(Path directory, Path own) {
        try {
            FaultyDisk disk = new FaultyDisk(directory, own);
            disk.mend();
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException("The library cannot be made", e);
        }
    }

    /** What a process has to be started with. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAULTY_DISK_DIRECTORY",
                directory.toString(),
                "FAULTY_DISK_CONTROL",
                control.toString(),
                "FAULTY_DISK_TRACE",
                trace.toString(),
                "FAULTY_DISK_IMAGE",
                image.toString());
    }

    /** From now on these rules, and no others. */
    public synchronized void fail(Rule... rules) {
        String text =
                Arrays.stream(rules)
                        .map(Rule::line)
                        .collect(Collectors.joining("\n", ++generation + "\n", "\n"));
        try {
            Path next = control.resolveSibling("faultydisk.next");
            Files.writeString(next, text);
            Files.move(next, control, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The disk cannot be told to fail", e);
        }
    }

    /** From now on nothing fails. */
    public void mend() {
        fail();
    }

    /** Every call so far, as in {@code sync quill.db-wal EIO} or {@code write quill.db ok}. */
    public List<String> calls() {
        try {
            return Files.exists(trace) ? Files.readAllLines(trace, UTF_8) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The trace cannot be read", e);
        }
    }

    /** How many calls failed so far. */
    public long failed() {
        return calls().stream().filter(line -> !line.endsWith(" ok")).count();
    }

    /**
     * Leaves of the store's files what was flushed, and of that nothing that a failed flush left
     * out. To be called once the process was killed.
     */
    public void losePower() {
        try (DirectoryStream<Path> durable = Files.newDirectoryStream(image);
                DirectoryStream<Path> there = Files.newDirectoryStream(directory, "*.db*")) {
            for (Path file : there) {
                Files.delete(file);
            }
            for (Path file : durable) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The disk cannot lose its power", e);
        }
    }
}

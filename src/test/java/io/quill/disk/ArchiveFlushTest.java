package io.quill.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quill.platform.file.DiskFileStorage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of the archive is on the disk only with each name on the way to it. */
@Timeout(60)
class ArchiveFlushTest {
    @TempDir private Path directory;

    @Test
    void flushesTheFileAndThenEachFolderUpToTheRoot() throws IOException {
        assumeTrue(FaultyDisk.isPossible(), "needs Linux and gcc to watch a disk");
        Path disk = Files.createDirectories(directory.resolve("disk"));
        FaultyDisk watched = FaultyDisk.under(disk, directory);

        ProcessBuilder archivist =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Archivist.class.getName(),
                        disk.resolve("data").resolve("archive").toString());
        archivist.inheritIO().environment().putAll(watched.environment());
        assertThat(archivist.start().onExit().join().exitValue()).isZero();

        List<String> flushed =
                watched.calls().stream().filter(call -> call.startsWith("sync ")).toList();
        assertThat(flushed)
                .containsExactly(
                        "sync 1.jsonl.gz.tmp ok",
                        "sync day=2026-11-27 ok",
                        "sync facts ok",
                        "sync archive ok",
                        "sync data ok",
                        "sync 2.jsonl.gz.tmp ok",
                        "sync day=2026-11-28 ok",
                        "sync facts ok",
                        "sync archive ok",
                        "sync data ok");
    }

    /** A process that archives two days. */
    static final class Archivist {
        private Archivist() {}

        public static void main(String[] args) {
            DiskFileStorage shelf = new DiskFileStorage(Path.of(args[0]));
            shelf.put("facts/day=2026-11-27/1.jsonl.gz", new byte[] {1});
            shelf.put("facts/day=2026-11-28/2.jsonl.gz", new byte[] {2});
        }
    }
}

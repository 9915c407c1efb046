package io.quill.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quill.Programs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real file system of a few megabytes that fills up; whoever runs this has to be able to mount.
 */
@Timeout(120)
class SmallDiskTest {
    private static final int BLOCK = 4_096;

    @TempDir private Path directory;
    private Path data;

    @BeforeEach
    void mountDisk() throws IOException {
        data = Files.createDirectories(directory.resolve("data"));
        assumeTrue(Programs.has("mount"), "needs a file system of its own");
        assumeTrue(
                done("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", data.toString()),
                "may not mount a file system");
    }

    @AfterEach
    void unmountDisk() throws IOException {
        if (Programs.has("umount")) {
            done("umount", "-l", data.toString());
        }
    }

    private static boolean done(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.onExit().join().exitValue() == 0;
    }

    /** Takes all the space there is. */
    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    @Test
    void answersNoWhileItIsFullAndGoesOnByItselfOnceThereIsRoom() throws Exception {
        List<Long> acknowledged = new ArrayList<>();
        try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
            assertThat(quill.deliver(1)).isEqualTo(202);
            acknowledged.add(1L);
            Path ballast = data.resolve("ballast");
            fill(ballast);

            long next = 2;
            while (quill.deliver(next) == 202) {
                acknowledged.add(next);
                next++;
            }
            quill.awaitUnready();
            assertThat(quill.delivered(next).statusCode()).isEqualTo(503);
            assertThat(quill.ready().body())
                    .contains("disk full")
                    .contains("Deliveries are answered 503 until space is free.");

            Files.delete(ballast);
            quill.awaitReady();
            for (long id = next; id < next + 20; id++) {
                assertThat(quill.deliver(id)).isEqualTo(202);
                acknowledged.add(id);
            }

            quill.kill();
            quill.assertHeldOnce(acknowledged);
        }
    }
}

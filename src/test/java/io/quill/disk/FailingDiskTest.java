package io.quill.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.disk.FaultyDisk.Call;
import io.quill.disk.FaultyDisk.Fault;
import io.quill.disk.FaultyDisk.Rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Whatever a disk does for a moment or for longer, what was acknowledged is held, once. */
@Timeout(300)
class FailingDiskTest {
    private static final String WAL = "quill.db-wal";
    private static final String DB = "quill.db";

    @TempDir private Path directory;

    private final List<Long> acknowledged = new ArrayList<>();

    private int deliver(QuillOnDisk quill, long id) {
        int status = quill.deliver(id);
        if (status == 202) {
            acknowledged.add(id);
        }
        return status;
    }

    @ParameterizedTest
    @CsvSource({
        "WRITE, quill.db-wal, EIO",
        "WRITE, quill.db-wal, ENOSPC",
        "SYNC, quill.db-wal, EIO",
        "SYNC, quill.db-wal, ENOSPC"
    })
    void takesEveryDeliveryAfterOneFault(Call call, String suffix, Fault fault) throws Exception {
        try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
            assertThat(deliver(quill, 1)).isEqualTo(202);
            quill.disk.fail(Rule.once(call, suffix, fault));

            assertThat(deliver(quill, 2)).isIn(202, 503);
            assertThat(quill.disk.failed()).isEqualTo(1);
            for (long id = 3; id <= 20; id++) {
                assertThat(deliver(quill, id)).isEqualTo(202);
            }
            assertThat(quill.ready().statusCode()).isEqualTo(200);

            quill.kill();
            quill.disk.losePower();
            quill.assertHeldOnce(acknowledged);
        }
    }

    @Nested
    class WhileTheDiskIsFull {
        @Test
        void saysSoAndComesBackByItself() throws Exception {
            try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
                assertThat(deliver(quill, 1)).isEqualTo(202);
                quill.disk.fail(
                        Rule.always(Call.WRITE, WAL, Fault.ENOSPC),
                        Rule.always(Call.WRITE, DB, Fault.ENOSPC));

                assertThat(deliver(quill, 2)).isEqualTo(503);
                assertThat(deliver(quill, 3)).isEqualTo(503);
                assertThat(quill.ready().statusCode()).isEqualTo(503);
                assertThat(quill.ready().body())
                        .contains(
                                "Could not write to quill.db: disk full. Deliveries are answered 503 until space is free.");

                quill.disk.mend();
                quill.awaitReady();
                assertThat(deliver(quill, 2)).isEqualTo(202);
                assertThat(deliver(quill, 3)).isEqualTo(202);

                quill.kill();
                quill.assertHeldOnce(acknowledged);
            }
        }

        @Test
        void isNoticedBeforeADeliveryComes() throws Exception {
            try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
                quill.disk.fail(Rule.always(Call.WRITE, WAL, Fault.ENOSPC));
                quill.awaitUnready();

                quill.disk.mend();
                quill.awaitReady();
            }
        }

        @Test
        void startsAndWaitsForSpace() throws Exception {
            try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
                assertThat(deliver(quill, 1)).isEqualTo(202);
                quill.disk.fail(
                        Rule.always(Call.WRITE, WAL, Fault.ENOSPC),
                        Rule.always(Call.WRITE, DB, Fault.ENOSPC));
                quill.restart();

                assertThat(quill.ready().statusCode()).isEqualTo(503);
                assertThat(deliver(quill, 2)).isEqualTo(503);

                quill.disk.mend();
                quill.awaitReady();
                assertThat(deliver(quill, 2)).isEqualTo(202);
                quill.kill();
                quill.assertHeldOnce(acknowledged);
            }
        }
    }

    @Nested
    class AfterAFlushThatFailed {
        /** The kernel holds its pages for clean from then on, and the disk has not got them. */
        @Test
        void callsNothingADuplicateThatIsNotOnTheDisk() throws Exception {
            try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
                assertThat(deliver(quill, 1)).isEqualTo(202);
                quill.disk.fail(Rule.always(Call.SYNC, WAL, Fault.EIO));
                assertThat(deliver(quill, 2)).isEqualTo(503);
                quill.disk.mend();
                quill.awaitReady();

                assertThat(deliver(quill, 2)).isEqualTo(202);
                quill.kill();
                quill.disk.losePower();
                quill.assertHeldOnce(acknowledged);
            }
        }

        @Test
        void neitherDoesTheNextProcess() throws Exception {
            try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
                assertThat(deliver(quill, 1)).isEqualTo(202);
                quill.disk.fail(
                        Rule.always(Call.SYNC, WAL, Fault.EIO),
                        Rule.always(Call.TRUNCATE, WAL, Fault.EIO));
                assertThat(deliver(quill, 2)).isEqualTo(503);
                quill.disk.mend();
                quill.restart();

                assertThat(deliver(quill, 2)).isEqualTo(202);
                quill.kill();
                quill.disk.losePower();
                quill.assertHeldOnce(acknowledged);
            }
        }
    }

    @Nested
    class WhenAFileIsNotInItsPlace {
        @Test
        void acknowledgesNothingIntoAFileThatWasMovedAway() throws Exception {
            try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
                assertThat(deliver(quill, 1)).isEqualTo(202);
                Path away = directory.resolve("away.db");
                Files.move(quill.data.resolve(DB), away);

                assertThat(deliver(quill, 2)).isEqualTo(503);
                assertThat(quill.ready().statusCode()).isEqualTo(503);
                assertThat(quill.ready().body())
                        .contains("Could not write to quill.db: it was moved away or deleted");

                Files.move(away, quill.data.resolve(DB));
                quill.awaitReady();
                assertThat(deliver(quill, 2)).isEqualTo(202);
                quill.kill();
                quill.assertHeldOnce(acknowledged);
            }
        }

        @Test
        void acknowledgesNothingBesideAnotherFile() throws Exception {
            try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
                assertThat(deliver(quill, 1)).isEqualTo(202);
                Path own = quill.data.resolve(DB);
                Path copy = Files.copy(own, directory.resolve("copy.db"));
                Path away = Files.move(own, directory.resolve("away.db"));
                Files.move(copy, own);

                assertThat(deliver(quill, 2)).isEqualTo(503);
                assertThat(quill.ready().body()).contains("another file lies in its place");

                Files.move(away, own, StandardCopyOption.REPLACE_EXISTING);
                quill.awaitReady();
                assertThat(deliver(quill, 2)).isEqualTo(202);
                quill.kill();
                quill.assertHeldOnce(acknowledged);
            }
        }

        @Test
        void savesWhatWasInALogThatIsGone() throws Exception {
            try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
                assertThat(deliver(quill, 1)).isEqualTo(202);
                Files.delete(quill.data.resolve(WAL));

                assertThat(deliver(quill, 2)).isEqualTo(202);
                assertThat(deliver(quill, 3)).isEqualTo(202);
                quill.kill();
                quill.assertHeldOnce(acknowledged);
            }
        }
    }
}

package io.quill.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.disk.FaultyDisk.Call;
import io.quill.disk.FaultyDisk.Fault;
import io.quill.disk.FaultyDisk.Rule;
import io.quill.storm.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table is away, and the disk below the spool that stands in for it fails as well. */
@Timeout(300)
class FailingSpoolTest {
    private static final String WAL = "spool.db-wal";

    @TempDir private Path directory;

    private final List<Long> acknowledged = new ArrayList<>();
    private long next = 1;

    private int deliver(QuillOnDisk quill) {
        long id = next++;
        int status = quill.deliver(id);
        if (status == 202) {
            acknowledged.add(id);
        }
        return status;
    }

    @Test
    void holdsWhatItAcknowledgedAndGoesOnByItself() throws Exception {
        try (QuillOnDisk quill = QuillOnDisk.start(directory, tableThatIsAway())) {
            assertThat(deliver(quill)).isEqualTo(202);
            for (Call call : List.of(Call.WRITE, Call.SYNC)) {
                for (Fault fault : List.of(Fault.EIO, Fault.ENOSPC)) {
                    long failed = quill.disk.failed();
                    quill.disk.fail(Rule.once(call, WAL, fault));
                    assertThat(deliver(quill)).isIn(202, 503);
                    assertThat(quill.disk.failed()).isEqualTo(failed + 1);
                    for (int i = 0; i < 3; i++) {
                        assertThat(deliver(quill)).isEqualTo(202);
                    }
                }
            }

            quill.disk.fail(
                    Rule.always(Call.WRITE, WAL, Fault.ENOSPC),
                    Rule.always(Call.WRITE, "spool.db", Fault.ENOSPC));
            assertThat(deliver(quill)).isEqualTo(503);
            assertThat(quill.ready().statusCode()).isEqualTo(503);
            assertThat(quill.ready().body()).contains("Could not write to spool.db: disk full");

            quill.disk.fail(Rule.always(Call.SYNC, WAL, Fault.EIO));
            assertThat(deliver(quill)).isEqualTo(503);

            quill.disk.mend();
            quill.awaitReady();
            assertThat(deliver(quill)).isEqualTo(202);

            quill.kill();
            quill.disk.losePower();
            QuillOnDisk.assertHeldOnce(quill.data.resolve("spool.db"), acknowledged);
        }
    }

    private static Map<String, String> tableThatIsAway() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("DATA_BACKEND", "dynamodb");
        settings.put("DYNAMO_REGION", "eu-central-1");
        settings.put("DYNAMO_ENDPOINT", "http://127.0.0.1:" + Server.freePort());
        return settings;
    }
}

package io.quill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A minute of requests that nobody should send. {@code -Dfuzz.seed=N} sends others, {@code
 * -Dfuzz.seconds=N} sends longer.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 8465);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 60);

    @TempDir private static Path directory;

    @Test
    void nothingThatIsSentBreaksAPromise() throws Exception {
        FuzzRun run = new FuzzRun(directory, SEED, Duration.ofSeconds(SECONDS), System.out);

        assertThat(run.run()).as("found with the seed %d", SEED).isEmpty();
    }
}

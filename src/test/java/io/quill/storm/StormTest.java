package io.quill.storm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Everything that was acknowledged arrives, once, whatever happens to the processes and to what is
 * around them. {@code -Dstorm.seed=N} brings the same weather again.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StormTest {
    private static final long SEED = Long.getLong("storm.seed", 8465);

    @TempDir private Path directory;

    private Scenes scenes() {
        return new Scenes(directory, SEED, System.out);
    }

    @Test
    void bringsEachEventOnceFromOneFile() throws Exception {
        scenes().onOneFile(20_000);
    }

    @Test
    void bringsEachEventOnceFromTwoReplicas() throws Exception {
        scenes().onTwoReplicas(2_000);
    }

    @Test
    void namesWhatIsDoubledWhereNoNumbersAreKept() throws Exception {
        scenes().withoutNumbers(2_000);
    }
}

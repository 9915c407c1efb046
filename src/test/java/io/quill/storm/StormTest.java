package io.quill.storm;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Everything that was acknowledged arrives, once, whatever happens to the processes and to what is
 * around them. {@code -Dstorm.seed=N} brings the same weather again. Half of a storm is waiting, so
 * two rage side by side: the longest beside the other ones.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StormTest {
    private static final long SEED = Long.getLong("storm.seed", 8465);

    private static final ExecutorService HERE = Executors.newSingleThreadExecutor();
    private static final ExecutorService THERE = Executors.newSingleThreadExecutor();

    @TempDir private static Path directory;

    private static Future<?> twoReplicas;
    private static Future<?> oneFile;
    private static Future<?> noNumbers;
    private static Future<?> decided;

    private interface Play {
        void of(Scenes scenes) throws Exception;
    }

    @BeforeAll
    static void rage() {
        twoReplicas = HERE.submit(play("replicas", scenes -> scenes.onTwoReplicas(2_000)));
        oneFile = THERE.submit(play("file", scenes -> scenes.onOneFile(8_000)));
        noNumbers = THERE.submit(play("numbers", scenes -> scenes.withoutNumbers(1_000)));
        decided = THERE.submit(play("decided", scenes -> scenes.decidedByAnOperator(1_000)));
    }

    private static Callable<Scenes> play(String name, Play play) {
        return () -> {
            Path own = Files.createDirectory(directory.resolve(name));
            Scenes scenes = new Scenes(own, SEED, System.out);
            long begun = System.nanoTime();
            try {
                play.of(scenes);
                return scenes;
            } finally {
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                System.out.printf("The scene %s took %d s%n", name, took.toSeconds());
            }
        };
    }

    @AfterAll
    static void end() {
        HERE.shutdownNow();
        THERE.shutdownNow();
    }

    @Test
    void bringsEachEventOnceFromOneFile() throws Exception {
        oneFile.get();
    }

    @Test
    void bringsEachEventOnceFromTwoReplicas() throws Exception {
        twoReplicas.get();
    }

    @Test
    void asksAnOperatorAboutWhatNobodyCanTell() throws Exception {
        decided.get();
    }

    @Test
    void namesWhatIsDoubledWhereNoNumbersAreKept() throws Exception {
        noNumbers.get();
    }
}

package io.quill.platform.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.check.Finding.Failed;
import io.quill.platform.check.Finding.Fine;
import io.quill.platform.check.Finding.Warned;
import io.quill.platform.store.StoreException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;

@Timeout(10)
class CheckRunnerTest {
    private static Check check(String name, Finding finding) {
        return Check.of(name, () -> finding);
    }

    @Test
    void printsALineForEachInTheirOrder() {
        CheckReport checkReport =
                new CheckRunner()
                        .run(
                                List.of(
                                        check("a", new Fine("is there")),
                                        check("long", new Warned("is\nslow", "wait")),
                                        check("b", new Failed("is away", "call it"))));

        assertThat(checkReport.text())
                .isEqualTo(
                        """
                        ok    a     is there
                        warn  long  is slow; wait
                        FAIL  b     is away; call it
                        """);
    }

    @Test
    void isFineWithWarnings() {
        assertThat(new CheckRunner().run(List.of(check("a", new Warned("a", "b")))).isFine())
                .isTrue();
        assertThat(new CheckRunner().run(List.of(check("a", new Failed("a", "b")))).isFine())
                .isFalse();
        assertThat(new CheckRunner().run(List.of()).isFine()).isTrue();
    }

    @Test
    void runsThemBesideEachOther() {
        CountDownLatch both = new CountDownLatch(2);
        Check.Trial meets =
                () -> {
                    both.countDown();
                    both.await();
                    return new Fine("met");
                };

        CheckReport checkReport =
                new CheckRunner().run(List.of(Check.of("a", meets), Check.of("b", meets)));

        assertThat(checkReport.isFine()).isTrue();
    }

    @Test
    void waitsNoLongerThanItsTime() {
        CountDownLatch never = new CountDownLatch(1);
        Check hangs =
                Check.of(
                        "hangs",
                        () -> {
                            never.await();
                            return new Fine("at last");
                        });

        CheckReport checkReport =
                new CheckRunner(Duration.ofMillis(50))
                        .run(List.of(hangs, check("quick", new Fine("is there"))));

        assertThat(checkReport.text()).contains("FAIL  hangs", "no answer", "ok    quick");
    }

    @Test
    void tellsAFaultByItsKindAlone() {
        Check faulty =
                Check.of(
                        "faulty",
                        () -> {
                            throw new IOException("Authorization: hush");
                        });

        assertThat(new CheckRunner().run(List.of(faulty)).text())
                .contains("FAIL  faulty", "IOException")
                .doesNotContain("hush");
    }

    @Nested
    class TheDataDirectory {
        @TempDir private Path directory;

        @Test
        void isMadeAndLeftEmpty() throws IOException {
            Path data = directory.resolve("data");

            assertThat(new DirectoryCheck(data).run()).isNotInstanceOf(Failed.class);

            try (var left = Files.list(data)) {
                assertThat(left).isEmpty();
            }
        }

        @Test
        void cannotBeAFile() throws IOException {
            Path file = Files.writeString(directory.resolve("data"), "");

            assertThat(new DirectoryCheck(file).run()).isInstanceOf(Failed.class);
        }
    }

    @Nested
    class TheStore {
        @Test
        void saysWhatToDoWhenItDoesNotOpen() {
            for (StoreException.Reason reason :
                    EnumSet.complementOf(EnumSet.of(StoreException.Reason.IN_USE))) {
                StoreCheck check =
                        new StoreCheck(
                                () -> {
                                    throw new StoreException(reason, "it is so");
                                });

                assertThat(check.run())
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> {
                                    assertThat(failed.what()).isEqualTo("it is so");
                                    assertThat(failed.whatToDo()).isNotBlank();
                                });
            }
        }

        @Test
        void isLeftToTheQuillThatRuns() {
            StoreCheck check =
                    new StoreCheck(
                            () -> {
                                throw new StoreException(
                                        StoreException.Reason.IN_USE, "it is in use");
                            });

            assertThat(check.run())
                    .isInstanceOfSatisfying(
                            Warned.class,
                            warned -> assertThat(warned.whatToDo()).contains("quill status"));
        }
    }
}

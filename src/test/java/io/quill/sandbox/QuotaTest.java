package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.SandboxClient.Heard;
import io.quill.sandbox.desk.InjectedFault;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class QuotaTest extends PowerBiTest {
    /** "You are over your rows per hour limit for this dataset." with Retry-After. */
    @Nested
    class AMillionRowsAnHour {
        @Test
        void areTakenAndNotOneMore() {
            caller.control("PATCH", "/powerbi/limits", "{\"rowsPerHour\":20}");
            dataset = caller.create(SampleDatasets.STAR, "None");
            post(12);
            clock.pass(Duration.ofMinutes(30));

            assertThat(post(8).status()).isEqualTo(200);
            Heard over = post(1);

            assertThat(over.status()).isEqualTo(429);
            assertThat(over.header("Retry-After")).isEqualTo("1800");
            assertThat(over.json().at("/error/message").asText())
                    .isEqualTo(
                            "You are over your rows per hour limit for this dataset. To push more"
                                    + " rows per hour, upgrade your account to Power BI Pro or"
                                    + " retry your push later.");
            clock.pass(Duration.ofMinutes(30));
            assertThat(post(12).status()).isEqualTo(200);
            assertThat(post(1).status()).isEqualTo(429);
        }

        /** "other wording seen at 1M: Maximum number of rows exceeded in time window." */
        @Test
        void areRefusedInOtherWordsAndWithoutAWaitWhereToldTo() {
            caller.control("PATCH", "/powerbi/limits", "{\"rowsPerHour\":2}");
            dataset = caller.create(SampleDatasets.STAR, "None");
            set("rowsWording", "TIME_WINDOW");
            set("retryAfter", "NEVER");

            Heard over = post(3);

            assertThat(over.header("Retry-After")).isEmpty();
            assertThat(over.json().at("/error/message").asText())
                    .isEqualTo(
                            "Maximum number of rows exceeded in time window. Please retry later");
        }

        /** Seen: a "bare {message} + Retry-After", without a code or an error around it. */
        @Test
        void areRefusedByABareMessageWhereToldTo() {
            caller.control("PATCH", "/powerbi/limits", "{\"rowsPerHour\":2}");
            dataset = caller.create(SampleDatasets.STAR, "None");
            set("throttleShape", "BARE_MESSAGE");

            Heard over = post(3);

            assertThat(over.status()).isEqualTo(429);
            assertThat(over.header("Retry-After")).isNotEmpty();
            assertThat(over.json().has("error")).isFalse();
            assertThat(over.json().path("message").asText()).isNotEmpty();
        }
    }

    /** "120 POST rows/min/dataset"; whether the minute slides is unknown. */
    @Nested
    class A120PostsAMinute {
        @Test
        void slideWithTheClock() {
            spend(60);
            clock.pass(Duration.ofSeconds(59));
            spend(60);

            assertThat(post(1).status()).isEqualTo(429);
            clock.pass(Duration.ofSeconds(1));
            spend(60);
            assertThat(post(1).status()).isEqualTo(429);
        }

        @Test
        void startAnewWithEachMinuteWhereToldTo() {
            set("windows", "FIXED");
            clock.pass(Duration.ofSeconds(59));
            spend(120);
            assertThat(post(1).status()).isEqualTo(429);
            clock.pass(Duration.ofSeconds(1));

            spend(120);
        }

        /** "Retry-After presence not verified for these -> handle absent". */
        @Test
        void comeBackWithoutAWordOfWhen() {
            spend(120);

            assertThat(post(1).header("Retry-After")).isEmpty();
            set("retryAfter", "ALWAYS");
            clock.pass(Duration.ofMillis(18_500));
            assertThat(post(1).header("Retry-After")).isEqualTo("42");
        }

        @Test
        void countWhatWasRefusedWhereToldTo() {
            set("refusedPosts", "COUNTED");
            spend(120);
            clock.pass(Duration.ofSeconds(30));
            assertThat(post(1).status()).isEqualTo(429);
            clock.pass(Duration.ofSeconds(30));

            spend(119);
            assertThat(post(1).status()).isEqualTo(429);
        }

        @Test
        void areCountedForEachDatasetByItself() {
            spend(120);
            dataset = caller.create(SampleDatasets.STAR, "None");

            spend(1);
        }
    }

    /** "if a table has >=250,000 rows: 120 POST rows/HOUR", of the dataset. */
    @Nested
    class ALargeTable {
        @Test
        void narrowsTheWholeDatasetToTheHour() {
            caller.control("PATCH", "/powerbi/limits", "{\"largeTable\":50}");
            dataset = caller.create(SampleDatasets.STAR, "None");
            post(50);
            clock.pass(Duration.ofMinutes(2));
            spend(119);
            clock.pass(Duration.ofMinutes(2));

            assertThat(caller.post(dataset, "DimAgent", "{\"AgentID\":\"a\"}").status())
                    .isEqualTo(429);
            clock.pass(Duration.ofMinutes(56));
            assertThat(post(1).status()).isEqualTo(200);
            assertThat(post(1).status()).isEqualTo(429);
        }

        /** "FIFO tables (<=210k) never enter that regime". */
        @Test
        void narrowsNothingUnderFifo() {
            caller.control("PATCH", "/powerbi/limits", "{\"largeTable\":50}");
            dataset = caller.create(SampleDatasets.STAR, "basicFIFO");
            post(50);
            clock.pass(Duration.ofMinutes(2));
            spend(120);
            clock.pass(Duration.ofMinutes(1));

            assertThat(post(1).status()).isEqualTo(200);
        }
    }

    /** "5 pending (concurrent) POST rows/dataset". */
    @Test
    void aSixthPostAtOnceIsRefused() throws Exception {
        InjectedFault slow =
                InjectedFault.of(InjectedFault.Kind.SLOW).after(Duration.ofSeconds(9)).times(5);
        sandbox.arm(slow.on("powerbi", "postRows", "FactEvent"));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var posts = IntStream.range(0, 5).mapToObj(_ -> callers.submit(() -> post(1))).toList();
            assertThat(turnstile.holds(5)).isTrue();

            assertThat(post(1).header("Retry-After")).isEmpty();
            set("retryAfter", "ALWAYS");
            Heard sixth = post(1);
            assertThat(sixth.status()).isEqualTo(429);
            assertThat(sixth.header("Retry-After")).isEqualTo("1");

            turnstile.open();
            for (Future<Heard> each : posts) {
                assertThat(each.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
        }
        assertThat(post(1).status()).isEqualTo(200);
    }

    private void spend(int posts) {
        for (int each = 0; each < posts; each++) {
            assertThat(post(1).status()).isEqualTo(200);
        }
    }

    private Heard post(int rows) {
        return caller.post(dataset, "FactEvent", SampleDatasets.events("e", rows));
    }
}

package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.app.RunningQuill;
import io.quill.sandbox.SandboxClient.Heard;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.InjectedFault.Kind;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class FaultsTest extends PowerBiTest {
    @Nested
    class InDoubt {
        @Test
        void rowsAreStoredThoughTheConnectionDrops() {
            sandbox.arm(rows(Kind.COMMIT_THEN_DROP));

            assertThatThrownBy(() -> post("a")).isInstanceOf(UncheckedIOException.class);

            assertThat(FaultsTest.this.rows("FactEvent")).isEqualTo(1);
            assertThat(post("b").status()).isEqualTo(200);
        }

        /** "request timeouts -> ambiguous outcome (duplicates on retry)". */
        @Test
        void rowsAreStoredThoughNoAnswerComes() {
            sandbox.arm(rows(Kind.COMMIT_THEN_SILENCE));

            assertThatThrownBy(FaultsTest.this::postAndWaitBriefly)
                    .isInstanceOf(HttpTimeoutException.class);

            RunningQuill.await(() -> FaultsTest.this.rows("FactEvent") == 1);
        }

        @Test
        void rowsAreStoredThoughTheAnswerSaysNo() {
            sandbox.arm(rows(Kind.COMMIT_THEN_STATUS));

            assertThat(post("a").status()).isEqualTo(500);
            assertThat(FaultsTest.this.rows("FactEvent")).isEqualTo(1);
        }

        @Test
        void nothingIsStoredAndNoAnswerComes() {
            sandbox.arm(rows(Kind.SILENCE));

            assertThatThrownBy(FaultsTest.this::postAndWaitBriefly)
                    .isInstanceOf(HttpTimeoutException.class);

            assertThat(FaultsTest.this.rows("FactEvent")).isZero();
        }

        @Test
        void nothingIsStoredAndTheConnectionDrops() {
            sandbox.arm(rows(Kind.DROP));

            assertThatThrownBy(() -> post("a")).isInstanceOf(UncheckedIOException.class);

            assertThat(FaultsTest.this.rows("FactEvent")).isZero();
        }

        @Test
        void aRefusalIsHeardAllTheSame() {
            sandbox.arm(rows(Kind.COMMIT_THEN_SILENCE));

            assertThat(caller.post(dataset, "FactEvent", "{\"Unknown\":1}").status())
                    .isEqualTo(400);
        }

        private InjectedFault rows(Kind kind) {
            return InjectedFault.of(kind).on("powerbi", "postRows", "FactEvent");
        }
    }

    @Nested
    class OnDemand {
        @Test
        void aStatusComesAsOftenAsItWasArmed() {
            sandbox.arm(InjectedFault.status(503).on("powerbi", "postRows", "").times(2));

            assertThat(post("a").status()).isEqualTo(503);
            assertThat(post("a").status()).isEqualTo(503);
            assertThat(post("a").status()).isEqualTo(200);
        }

        @Test
        void waitsAreToldOrNot() {
            sandbox.arm(InjectedFault.status(429).retryAfter(Duration.ofSeconds(7)));
            sandbox.arm(InjectedFault.status(503));

            assertThat(post("a").header("Retry-After")).isEqualTo("7");
            assertThat(post("a").header("Retry-After")).isEmpty();
        }

        /** "AcquireLockTimeoutException … transient lock; treat retryable". */
        @Test
        void locksAreNotHadInTime() {
            sandbox.arm(InjectedFault.of(Kind.LOCKED).on("powerbi", "getTables", ""));

            Heard heard = caller.powerBi("GET", "/datasets/" + dataset + "/tables", "");

            assertThat(heard.status()).isEqualTo(500);
            assertThat(heard.json().at("/error/code").asText()).isEqualTo("GeneralException");
            assertThat(heard.json().at("/error/target").asText()).isEqualTo("GetTables");
            assertThat(heard.json().at("/error/message").asText())
                    .isEqualTo("Failed to process dataset GetTables");
        }

        /** The status of that shape is not given by its source. */
        @Test
        void locksMayLookLikeAFaultOfTheCaller() {
            set("lockTimeout", "BAD_REQUEST");
            sandbox.arm(InjectedFault.of(Kind.LOCKED));

            Heard heard = post("a");

            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.json().at("/error/details/0/message").asText())
                    .contains("AcquireLockTimeoutException");
        }

        /** "creation blocked by retirement" has a shape of its own. */
        @Test
        void creationIsSwitchedOff() {
            sandbox.arm(InjectedFault.of(Kind.DEPRECATED).on("powerbi", "postDataset", ""));

            Heard heard = caller.powerBi("POST", "/datasets", SampleDatasets.STAR);

            assertThat(heard.json().at("/error/pbi.error/details/1/detail/value").asText())
                    .startsWith("Creation of streaming dataset is deprecated.");
            assertThat(heard.status()).isEqualTo(400);
        }

        /** "HTTP status not given, likely 400/403". */
        @Test
        void creationIsForbiddenWhereToldTo() {
            set("retirement", "FORBIDDEN");
            sandbox.arm(InjectedFault.of(Kind.DEPRECATED).on("powerbi", "postDataset", ""));

            assertThat(caller.powerBi("POST", "/datasets", SampleDatasets.STAR).status())
                    .isEqualTo(403);
        }

        /** "403 with TokenExpired: refresh token once and retry". */
        @Test
        void aTokenIsSaidToHaveExpired() {
            sandbox.arm(InjectedFault.of(Kind.TOKEN_EXPIRED));

            Heard heard = post("a");

            assertThat(heard.status()).isEqualTo(403);
            assertThat(heard.header("x-powerbi-error-info")).isEqualTo("TokenExpired");
        }

        /** "wrong-cluster requests get 307 + Location". */
        @Test
        void anotherClusterIsToldOf() {
            sandbox.arm(InjectedFault.status(307));

            assertThat(post("a").header("Location")).endsWith("/tables/FactEvent/rows");
        }

        @Test
        void anotherTableIsLeftAlone() {
            sandbox.arm(InjectedFault.status(500).on("powerbi", "postRows", "DimAgent"));

            assertThat(post("a").status()).isEqualTo(200);
        }
    }

    @Test
    void strikeAgainAlikeFromTheSameSeed() {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            caller.control("DELETE", "/faults", "");
            caller.control(
                    "POST",
                    "/faults",
                    "{\"kind\":\"STATUS\",\"operation\":\"getDatasets\",\"probability\":0.4,"
                            + "\"seed\":11,\"status\":500}");
            List<Integer> statuses = new ArrayList<>();
            for (int each = 0; each < 40; each++) {
                statuses.add(caller.powerBi("GET", "/datasets", "").status());
            }
            runs.add(statuses);
        }

        assertThat(runs.getFirst()).isEqualTo(runs.getLast()).contains(200, 500);
    }

    /** Whatever a caller heard: what was taken is stored, and what was refused is not. */
    @Test
    void leaveNeitherMoreNorLessThanWasTaken() throws Exception {
        sandbox.arm(
                InjectedFault.of(Kind.COMMIT_THEN_DROP)
                        .on("powerbi", "postRows", "")
                        .byChance(0.2, 1));
        sandbox.arm(InjectedFault.status(503).on("powerbi", "postRows", "").byChance(0.3, 2));
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            var posts =
                    IntStream.range(0, 100)
                            .mapToObj(each -> callers.submit(() -> tried("e" + each)))
                            .toList();
            for (Future<Boolean> each : posts) {
                each.get(20, TimeUnit.SECONDS);
            }
        }

        var counters = sandbox.journal().counters();
        assertThat(counters).containsKeys("powerbi.postRows.drop", "powerbi.postRows.503");
        assertThat(rows("FactEvent"))
                .isEqualTo(
                        counters.getOrDefault("powerbi.postRows.200", 0L)
                                + counters.getOrDefault("powerbi.postRows.drop", 0L));
        assertThat(sandbox.journal().count("powerbi", "postRows")).isEqualTo(100);
    }

    private boolean tried(String id) {
        try {
            return post(id).status() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private Heard post(String id) {
        return caller.post(dataset, "FactEvent", SampleDatasets.event(id));
    }

    private void postAndWaitBriefly() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            sandbox.powerBi()
                                                    + "/v1.0/myorg/groups/"
                                                    + Sandbox.WORKSPACE
                                                    + "/datasets/"
                                                    + dataset
                                                    + "/tables/FactEvent/rows"))
                            .timeout(Duration.ofMillis(800))
                            .header("Authorization", caller.authorization())
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"rows\":[" + SampleDatasets.event("a") + "]}"))
                            .build();
            http.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}

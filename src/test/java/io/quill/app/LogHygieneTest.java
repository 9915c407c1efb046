package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.settings.LoggingSettings;
import io.quill.platform.settings.SettingSources;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.FailingStore;
import io.quill.platform.store.StoreException.Reason;
import io.quill.platform.store.sqlite.SqliteStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the log says of a delivery, and what it must not. */
@Timeout(60)
class LogHygieneTest {
    private static final String NUMBER = "+12025550147";
    private static final String RECORDING = "https://recordings.example.com/secret-recording.mp3";
    private static final String WRONG = "a-wrong-token-of-somebody";
    @TempDir private Path directory;

    private LoggingSettings debug() {
        Map<String, String> environment = new HashMap<>(RunningQuill.environment(directory, 8080));
        environment.put("LOG_LEVEL", "debug");
        Settings settings = RunningQuill.settings(SettingSources.of(environment, directory));
        return settings.logging();
    }

    private static String call(String id, String more) {
        return """
            {"event":"OutboundPhoneCall-DispositionCompleted","body":{"id":%s,"user_id":4711,\
            "direction":2,"type":1,"disposition_status2":4,"lead_number":"%s",\
            "direct_recording_url":"%s","created_at":"2026-11-20 20:58:44"}%s}"""
                .formatted(id, NUMBER, RECORDING, more);
    }

    private static String envelope(HttpResponse<String> answer) {
        return answer.body().replaceAll(".*\"envelope\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void namesTheEnvelopeAndNothingThatIsPrivate() throws Exception {
        FailingStore store =
                new FailingStore(
                        SqliteStore.open(directory.resolve("quill.db"), InstantSource.system()));
        try (CapturedLog log = new CapturedLog(debug());
                RunningQuill house = new RunningQuill.Plan(directory).on(store).open()) {
            HttpResponse<String> taken = house.aloware(call("1", ""));
            HttpResponse<String> unreadable = house.aloware(call("2", ",\"event\":\"twice\""));
            house.aloware(call("3", "").substring(1));
            house.hubSpot("[" + call("4", "") + "]");
            house.post(
                    "/webhook/aloware?token=" + WRONG,
                    call("5", "").getBytes(UTF_8),
                    "Authorization",
                    "Bearer " + WRONG);
            store.fail(Reason.UNAVAILABLE);
            assertThat(house.aloware(call("6", "")).statusCode()).isEqualTo(503);

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains(envelope(taken)))
                    .anySatisfy(line -> assertThat(line).contains(envelope(unreadable)))
                    .anySatisfy(
                            line ->
                                    assertThat(line)
                                            .startsWith("WARN")
                                            .contains("refused with 401"))
                    .anySatisfy(line -> assertThat(line).startsWith("ERROR").contains("LOST"));
            for (String secret : secrets()) {
                assertThat(log.lines()).noneMatch(line -> line.contains(secret));
            }
        }
    }

    private static List<String> secrets() {
        return List.of(
                NUMBER,
                "2025550147",
                RECORDING,
                "secret-recording",
                WRONG,
                RunningQuill.TOKEN,
                RunningQuill.SECRET,
                "lead_number");
    }
}

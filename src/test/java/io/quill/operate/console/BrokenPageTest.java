package io.quill.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.console.html.Html;
import io.quill.operate.console.web.ConsolePage.Sheet;
import io.quill.operate.console.web.ConsoleSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.ZoneOffset;
import java.util.Optional;

/** A page with a fault in it, beside one without. */
class BrokenPageTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningConsole console;

    @BeforeEach
    void open() throws Exception {
        ConsoleSite.Plan plan =
                new ConsoleSite.Plan(ZoneOffset.UTC)
                        .page(
                                "broken",
                                "Broken",
                                (_, _, _) -> {
                                    throw new IllegalStateException("a fault");
                                })
                        .page(
                                "sound",
                                "Sound",
                                (_, _, liveSlots) ->
                                        Optional.of(
                                                new Sheet(
                                                        "Sound",
                                                        liveSlots.block(
                                                                "it", Html.text("flows")))));
        console = RunningConsole.open(plan, 0);
    }

    @AfterEach
    void close() {
        console.close();
        http.close();
    }

    @Test
    void saysThatItIsBrokenWithoutSayingHow() throws Exception {
        HttpResponse<String> answer =
                http.send(request("/console/broken"), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("This page is broken").doesNotContain("a fault");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void stopsNoOtherPageFromLiving() throws Exception {
        InputStream broken = stream("/console/broken");
        try (broken;
                BufferedReader sound = lines(stream("/console/sound"))) {
            assertThat(sound.lines().anyMatch(line -> line.contains("flows"))).isTrue();
            assertThat(lines(broken).lines().toList()).as("until its end").isNotEmpty();
        }
    }

    private InputStream stream(String page) throws Exception {
        return http.send(request("/console/live?page=" + page), BodyHandlers.ofInputStream())
                .body();
    }

    private static BufferedReader lines(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, UTF_8));
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(console.address(path))).build();
    }
}

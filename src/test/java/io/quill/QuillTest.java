package io.quill;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.app.RunningQuill;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class QuillTest {
    @TempDir private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int quill(Map<String, String> environment, String... args) {
        return new Quill(environment, directory, stream(out), stream(err))
                .command(List.of(args))
                .status();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void helps() {
        assertThat(quill(Map.of(), "help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("quill run", "quill check");
    }

    @Test
    void saysOfEveryVerbHowItIsUsedAndDoesNothing() throws Exception {
        for (String verb : verbs()) {
            out.reset();
            assertThat(quill(Map.of("QUILL_PORT", "http"), verb, "--help")).as(verb).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("quill " + verb);
        }
    }

    @Test
    void doesNotOverlookAWordThatMeansNothing() throws Exception {
        for (String verb : verbs()) {
            assertThat(quill(Map.of("QUILL_PORT", "http"), verb, "--nonsense"))
                    .as(verb)
                    .isEqualTo(64);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("quill " + verb);
        }
    }

    private static List<String> verbs() throws IOException {
        Matcher verbs =
                Pattern.compile("VERBS=\"(.*)\"").matcher(Files.readString(Path.of("quill")));
        assertThat(verbs.find()).isTrue();
        return List.of(("demo " + verbs.group(1)).split(" ", -1));
    }

    @Test
    void refusesACommandItDoesNotKnow() {
        assertThat(quill(Map.of(), "dance")).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no such command");
    }

    @Test
    void checksAndSaysHowItWent() {
        Map<String, String> environment = Map.of("DATA_DIR", directory.resolve("data").toString());

        assertThat(quill(environment, "check")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("ok    settings", "data directory", "public URL");
    }

    @Test
    void failsACheckOfFaultySettings() {
        assertThat(quill(Map.of("QUILL_PORT", "http"), "check")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("FAIL  settings  QUILL_PORT");
    }

    @Test
    void doesNotStartOnAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment =
                    RunningQuill.environment(directory, taken.getLocalPort());

            assertThat(quill(environment, "run")).isEqualTo(78);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("Nothing can listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void doesNotStartWithFaultySettings() {
        assertThat(quill(Map.of("QUILL_PORT", "http", "LOG_LEVEL", "loud"), "run")).isEqualTo(78);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("QUILL_PORT", "LOG_LEVEL");
    }
}

package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A client in another language, which knows the documents alone, gets along with the sandbox;
 * without Node there is nothing to try. msal-node was tried by hand, with a network client that
 * leaves the TLS out: it finds the token endpoint, keeps its token, and reads the refusal.
 */
class ForeignClientTest {
    @Test
    void pushesAsTheDocumentsSay() throws IOException, InterruptedException, URISyntaxException {
        assumeTrue(hasNode(), "node 18 or newer is on the path");
        URL script = Objects.requireNonNull(getClass().getResource("push.mjs"));
        try (Sandbox sandbox = Sandbox.start()) {
            Process node =
                    new ProcessBuilder(
                                    "node",
                                    Path.of(script.toURI()).toString(),
                                    sandbox.powerBi().toString(),
                                    sandbox.entra().toString(),
                                    Sandbox.TENANT,
                                    Sandbox.CLIENT_ID,
                                    Sandbox.CLIENT_SECRET,
                                    Sandbox.WORKSPACE)
                            .redirectErrorStream(true)
                            .start();

            assertThat(said(node))
                    .containsExactly(
                            "created 201",
                            "pushed 1 200",
                            "pushed 2 200",
                            "pushed 2 412",
                            "last number 2",
                            "rows 2",
                            "cleared 200");
        }
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            List<String> version = said(new ProcessBuilder("node", "--version").start());
            return !version.isEmpty() && version.getFirst().matches("v(1[89]|[2-9]\\d).*");
        } catch (IOException _) {
            return false;
        }
    }

    private static List<String> said(Process process) throws IOException, InterruptedException {
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}

package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The example in the documents works, where bash, curl and openssl are. */
class SigningInAShellTest {
    @TempDir private Path directory;

    @Test
    void isAsTheDocumentSays() throws Exception {
        assumeTrue(
                Stream.of("bash", "curl", "openssl")
                        .allMatch(each -> Files.isExecutable(Path.of("/usr/bin", each))),
                "bash, curl and openssl are here");
        String page = Files.readString(Path.of("src", "docs", "admin.md"));
        int from = page.indexOf("```sh\n") + 6;
        try (RunningQuill house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_HMAC_SECRET", AdminClient.SECRET)
                        .open()) {
            ProcessBuilder shell =
                    new ProcessBuilder(
                            "/usr/bin/bash",
                            "-ec",
                            page.substring(from, page.indexOf("```", from)));
            shell.environment().put("ADMIN_HMAC_SECRET", AdminClient.SECRET);
            shell.environment().put("QUILL_URL", "http://127.0.0.1:" + house.port);
            Process process = shell.redirectErrorStream(true).start();

            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .contains("\"runs\":")
                    .contains("\"team\":\"East\"");
            assertThat(process.waitFor()).isZero();
        }
    }
}

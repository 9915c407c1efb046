package io.quill.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

class EnvelopeTest {
    private static final Envelope ENVELOPE =
            new Envelope(
                    "e-1",
                    Instant.EPOCH,
                    "POST",
                    "/webhook/aloware",
                    Map.of("Authorization", "Bearer secret-of-ours"),
                    new byte[3]);

    @Test
    void findsAHeaderInAnyCase() {
        assertThat(ENVELOPE.header("authorization")).contains("Bearer secret-of-ours");
        assertThat(ENVELOPE.header("AUTHORIZATION")).contains("Bearer secret-of-ours");
    }

    @Test
    void showsNeitherHeadersNorBody() {
        assertThat(ENVELOPE.toString()).isEqualTo("Envelope[e-1, POST /webhook/aloware, 3 bytes]");
    }
}

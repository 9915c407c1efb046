package io.quill.records.pull.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

class MeteredBodyTest {
    private final RequestMeter requestMeter = new RequestMeter();

    private InputStream open(String packing, byte[] body) throws IOException {
        HttpHeaders headers =
                HttpHeaders.of(Map.of("Content-Encoding", List.of(packing)), (_, _) -> true);
        return MeteredBody.open(headers, new ByteArrayInputStream(body), requestMeter);
    }

    @Test
    void countsWhatComes() throws IOException {
        InputStream body = open("identity", "{}".getBytes(UTF_8));

        assertThat(body.read()).isEqualTo('{');
        assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("}");
        assertThat(body.read()).isNegative();
        assertThat(requestMeter.statistics().bytes()).isEqualTo(2);
    }

    @Test
    void countsWhatWasSentWhereItWasPacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(" ".repeat(5000).getBytes(UTF_8));
        }

        assertThat(open("GZIP", packed.toByteArray()).readAllBytes()).hasSize(5000);
        assertThat(requestMeter.statistics().bytes()).isEqualTo(packed.size());
    }
}

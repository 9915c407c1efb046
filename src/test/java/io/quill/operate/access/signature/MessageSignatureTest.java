package io.quill.operate.access.signature;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class MessageSignatureTest {
    /** RFC 9421, B.1.5: test-shared-secret. */
    private static final byte[] SECRET =
            Base64.getDecoder()
                    .decode(
                            "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");

    private final Map<String, List<String>> headers = new HashMap<>();
    private final SignableMessage signableMessage =
            new SignableMessage() {
                @Override
                public String method() {
                    return "POST";
                }

                @Override
                public String target() {
                    return "/foo?param=Value&Pet=dog";
                }

                @Override
                public List<String> all(String name) {
                    return headers.getOrDefault(name, List.of());
                }
            };

    MessageSignatureTest() {
        headers.put("host", List.of("example.com"));
        headers.put("date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"));
        headers.put("content-type", List.of("application/json"));
        headers.put(
                "signature-input",
                List.of(
                        "sig-b25=(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\""));
        headers.put("signature", List.of("sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:"));
    }

    private MessageSignature signature(String label) {
        return MessageSignature.of(signableMessage, label).orElseThrow();
    }

    /** RFC 9421, B.2.5. */
    @Test
    void buildsTheSignatureBaseOfTheRfc() {
        assertThat(signature("sig-b25").signatureBase(signableMessage))
                .contains(
                        """
                        "date": Tue, 20 Apr 2021 02:07:55 GMT
                        "@authority": example.com
                        "content-type": application/json
                        "@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret\"""");
    }

    @Test
    void believesTheSignatureOfTheRfc() {
        assertThat(signature("sig-b25").verify(signableMessage, SECRET)).isTrue();
        assertThat(signature("sig-b25").verify(signableMessage, "another".getBytes(UTF_8)))
                .isFalse();

        headers.put("content-type", List.of("text/plain"));
        assertThat(signature("sig-b25").verify(signableMessage, SECRET)).isFalse();
    }

    /** RFC 9421, 2.2.1, 2.2.5, 2.2.6 and 2.2.7, of a request like that of 2.2. */
    @ParameterizedTest
    @CsvSource({
        "@method,POST",
        "@path,/foo",
        "@query,?param=Value&Pet=dog",
        "@authority,example.com",
        "@request-target,/foo?param=Value&Pet=dog"
    })
    void derivesWhatTheRfcDerives(String component, String value) {
        assertThat(signableMessage.component(component)).contains(value);
    }

    /** RFC 9530, B.1: of {@code {"hello": "world"}} and a line break. */
    @Test
    void digestsAsTheRfcDoes() {
        byte[] body = "{\"hello\": \"world\"}\n".getBytes(UTF_8);

        assertThat(ContentDigest.of(body))
                .isEqualTo("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
        assertThat(
                        ContentDigest.fits(
                                List.of(
                                        "sha-512=:AAAA:",
                                        "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"),
                                body))
                .isTrue();
        assertThat(ContentDigest.fits(List.of("sha-512=:AAAA:"), body)).isFalse();
        assertThat(ContentDigest.fits(List.of(), body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(\"@scheme\")",
                "(\"@query-param\";name=\"x\")",
                "(\"date\" \"date\")",
                "(\"not-there\")",
                "(\"date\";sf)"
            })
    void coversNothingThatItCannotTell(String components) {
        headers.put("signature-input", List.of("q=" + components));
        headers.put("signature", List.of("q=:AAAA:"));

        assertThat(signature("q").signatureBase(signableMessage)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=(\"date\"",
                "q=(date)",
                "q=\"date\"",
                "q=(\"date\"),",
                "q=(\"date\"), q=(\"date\")",
                "q=(\"date\");created=1;created=2",
                "q=(\"da\\te\")",
                "Q=(\"date\")",
                "q=(\"date\")x",
                "",
                "q"
            })
    void isNoneWhereItsFieldIsNone(String input) {
        headers.put("signature-input", List.of(input));
        headers.put("signature", List.of("q=:AAAA:"));

        assertThat(MessageSignature.of(signableMessage, "q")).isEmpty();
    }

    @Test
    void isFoundAmongOthers() {
        List<String> inputs = new ArrayList<>(headers.get("signature-input"));
        inputs.add("other=();created=1;tag=tok");
        headers.put("signature-input", inputs);
        headers.put(
                "signature",
                List.of("other=:AAAA:, sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:"));

        assertThat(signature("sig-b25").verify(signableMessage, SECRET)).isTrue();
    }

    @Test
    void signsWhatItBelieves() {
        MessageSignature.sign(
                        signableMessage,
                        List.of("@method", "@path", "@query", "date"),
                        new MessageSignature.Parameters(
                                "quill", Instant.ofEpochSecond(1618884473), "n-1", "ops"),
                        SECRET)
                .forEach(
                        (name, value) ->
                                headers.put(
                                        name.toLowerCase(java.util.Locale.ROOT), List.of(value)));

        assertThat(signature("quill").verify(signableMessage, SECRET)).isTrue();
        assertThat(signature("quill").text("alg")).contains("hmac-sha256");
        assertThat(signature("quill").text("nonce")).contains("n-1");
    }
}

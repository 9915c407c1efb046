package io.quill.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class RestResultTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private static RestResult.Answer answer(String header, String value, String body) {
        return new RestResult.Answer(200, Map.of(header, value), body.getBytes(UTF_8));
    }

    @Nested
    class ReadsHowLongToWait {
        @Test
        void inSeconds() {
            assertThat(answer("retry-after", " 7 ", "").retryAfter(NINE))
                    .contains(Duration.ofSeconds(7));
        }

        @Test
        void asADate() {
            assertThat(answer("Retry-After", "Mon, 2 Mar 2026 09:00:30 GMT", "").retryAfter(NINE))
                    .contains(Duration.ofSeconds(30));
        }

        @Test
        void neverBackwards() {
            assertThat(answer("Retry-After", "Mon, 2 Mar 2026 08:00:00 GMT", "").retryAfter(NINE))
                    .contains(Duration.ZERO);
        }

        @ParameterizedTest
        @ValueSource(strings = {"999999999", "Fri, 2 Mar 2057 09:00:00 GMT"})
        void noLongerThanAnHour(String text) {
            assertThat(answer("Retry-After", text, "").retryAfter(NINE))
                    .contains(Duration.ofHours(1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "soon", "-1", "99999999999999999999"})
        void notWhenItIsNonsense(String text) {
            assertThat(answer("Retry-After", text, "").retryAfter(NINE)).isEmpty();
        }
    }

    @Nested
    class IsJson {
        @Test
        void whenItSaysSoAndIs() {
            assertThat(answer("Content-Type", "application/json; charset=utf-8", "[1]").json())
                    .hasValueSatisfying(tree -> assertThat(tree.get(0).asInt()).isEqualTo(1));
        }

        @Test
        void neverAsAPage() {
            assertThat(answer("Content-Type", "text/html", "[1]").json()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[1] 2", "<html>"})
        void neverWhenItIsBroken(String body) {
            assertThat(answer("Content-Type", "application/json", body).json()).isEmpty();
        }
    }
}

package io.quill.platform.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Result of sending a request. */
public sealed interface RestResult {
    /** Header names are lower case. */
    record Answer(int status, Map<String, String> headers, byte[] body) implements RestResult {
        private static final ObjectMapper JSON =
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();

        public Answer {
            headers =
                    headers.entrySet().stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            header -> header.getKey().toLowerCase(Locale.ROOT),
                                            Map.Entry::getValue,
                                            (first, _) -> first));
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** Empty where it says it is something else, or is not what it says. */
        public Optional<JsonNode> json() {
            String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            if (!type.startsWith("application/json")) {
                return Optional.empty();
            }
            try {
                JsonNode tree = JSON.readTree(body);
                return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        /** Given in seconds or as a date; never in the past, and an hour at most. */
        public Optional<Duration> retryAfter(Instant now) {
            return header("Retry-After")
                    .flatMap(text -> RetryAfter.parse(text, now))
                    .map(RetryAfter::bounded);
        }

        @Override
        public String toString() {
            return "Answer[" + status + ", " + body.length + " bytes]";
        }
    }

    /** Nothing that can be read came back. */
    record NoAnswer(String why) implements RestResult {}
}

package io.quill.powerbi;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of sending a request once. */
public sealed interface Reply {
    /** Header names are lower case, the body is unpacked. */
    record Answer(int status, Map<String, String> headers, byte[] body) implements Reply {
        public Answer {
            headers =
                    headers.entrySet().stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            header -> header.getKey().toLowerCase(Locale.ROOT),
                                            Map.Entry::getValue,
                                            (first, _) -> first));
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                    .filter(value -> !value.isBlank());
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }

        @Override
        public String toString() {
            return "Answer[" + status + ", " + body.length + " bytes]";
        }
    }

    /** The request was sent, or may have been, and nothing that can be read came back. */
    record NoReply(String why) implements Reply {}

    /** The request certainly never reached anybody. */
    record Unsent(String why) implements Reply {}
}

package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Result of sending a request once. */
public sealed interface SendResult {
    /** Header names are lower case, the body is unpacked. */
    record Answer(int status, Map<String, String> headers, byte[] body) implements SendResult {
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

        /** A dataset is created with 201 or 202. */
        boolean isSuccess() {
            return status / 100 == 2 && isSound();
        }

        /** Returns whether an answer under 200 is the service's own and not a proxy's page. */
        boolean isYes() {
            return status == 200 && isSound();
        }

        /** Returns whether the same request would get the same answer a moment later. */
        boolean isDefinite() {
            return status / 100 == 4 && !Set.of(408, 409, 425, 429).contains(status);
        }

        /** Returns whether the service itself answered: nothing, or JSON without an error. */
        boolean isSound() {
            String text = PowerBiJson.text(body);
            if (text.isBlank()) {
                return true;
            }
            JsonNode json = PowerBiJson.read(body);
            return !isHtml()
                    && json.isContainerNode()
                    && Stream.of("error", "odata.error", "pbi.error")
                            .allMatch(each -> json.findValue(each) == null);
        }

        private boolean isHtml() {
            return header("content-type")
                    .filter(type -> type.toLowerCase(Locale.ROOT).contains("html"))
                    .isPresent();
        }

        @Override
        public String toString() {
            return "Answer[" + status + ", " + body.length + " bytes]";
        }
    }

    /** The request was sent, or may have been, and nothing that can be read came back. */
    record NoReply(String why) implements SendResult {}

    /** The request certainly never reached anybody. */
    record Unsent(String why) implements SendResult {}
}

package io.quill.operate.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Splits paths and queries before decoding them, so that an encoded separator stays data. */
final class UrlParser {
    private static final int MOST_PARAMETERS = 50;

    private UrlParser() {}

    /** Empty where a part cannot be decoded, or decodes to what no part of a path may be. */
    static Optional<List<String>> of(String path) {
        List<String> segments = new ArrayList<>();
        for (String raw : path.substring(Math.min(1, path.length())).split("/", -1)) {
            Optional<String> segment = decode(raw, false).filter(UrlParser::isHarmless);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(segments);
    }

    private static boolean isHarmless(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.chars().noneMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\');
    }

    /**
     * Each parameter once; {@link InvalidRequestException} where one stands twice, since only one
     * could count.
     */
    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query.isEmpty()) {
            return parameters;
        }
        String[] pairs = query.split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            throw new InvalidRequestException(
                    Problem.badRequest("The query holds too many parameters"));
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (parameters.putIfAbsent(name, value) != null) {
                throw new InvalidRequestException(
                        Problem.badRequest("The query holds a parameter twice"));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return decode(text, true)
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        Problem.badRequest(
                                                "The query is not percent-encoded correctly")));
    }

    private static Optional<String> decode(String text, boolean plusIsBlank) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.write(16 * high + low);
                i += 2;
            } else if (c > 0x7e || c < 0x21) {
                return Optional.empty();
            } else {
                bytes.write(plusIsBlank && c == '+' ? ' ' : c);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}

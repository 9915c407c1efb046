package io.quill.records.pull.paging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser of the Link header (RFC 8288). */
final class LinkHeader {
    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[\\w*-]+\\s*=\\s*(?:\"[^\"]*\"|[^\",;\\s]+))*)");
    private static final Pattern RELATION =
            Pattern.compile(
                    ";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\",;\\s]+))", Pattern.CASE_INSENSITIVE);

    private LinkHeader() {}

    static Optional<String> of(String relation, List<String> headers) {
        return headers.stream()
                .flatMap(header -> LINK.matcher(header).results())
                .filter(link -> relations(link.group(2)).contains(relation))
                .map(link -> link.group(1))
                .findFirst();
    }

    private static List<String> relations(String parameters) {
        Matcher relation = RELATION.matcher(parameters);
        if (!relation.find()) {
            return List.of();
        }
        String value = relation.group(1) == null ? relation.group(2) : relation.group(1);
        return List.of(value.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    }
}

package io.quill.records.connector;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text with placeholders like ${from} that are filled in later. */
public record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-zA-Z][a-zA-Z0-9-]*)}");

    /** The names of its places. */
    public Set<String> placeholders() {
        return PLACE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Its text, with what is known under each name. */
    public String fill(Map<String, String> values) {
        return fill(values, UnaryOperator.identity());
    }

    /**
     * Fills like {@link #fill(Map)}, but encodes the values first: an id must not leave its path.
     */
    public String fill(Map<String, String> values, UnaryOperator<String> encoding) {
        return PLACE.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(encoding.apply(value(found, values))));
    }

    private static String value(MatchResult place, Map<String, String> values) {
        String value = values.get(place.group(1));
        if (value == null) {
            throw new IllegalArgumentException("Nothing is known as ${" + place.group(1) + "}.");
        }
        return value;
    }

    static Stream<String> placeholders(Map<Template, Template> pairs) {
        return pairs.entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .flatMap(each -> each.placeholders().stream());
    }
}

package io.quill.platform.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides secrets, telephone numbers and the names in e-mail addresses, in any text, parsable or not.
 */
public final class Redactor {
    private static final String MASK = "•••";

    private static final Pattern INTERESTING =
            Pattern.compile(
                    "(?<name>\"[^\"]*(?i:token|secret|passw|authorization|signature|api_?key|recording|(?:first|last|full|contact)_?name)"
                            + "[^\"]*\"\\s*:\\s*\")(?<secret>[^\"]*)"
                            + "|(?<id>(?i:id|at|timestamp)\"\\s*:\\s*\"?\\d++(?!-))"
                            + "|(?<date>\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)?)"
                            + "|(?<box>[\\w.+-]+)@(?<host>[\\w-]+(?:\\.[\\w-]+)+)"
                            + "|(?<number>\\+?\\d[\\d ().-]{4,}\\d)(?<last>\\d)");

    private Redactor() {}

    /** A stretch of the text as it reads now. */
    public sealed interface Part {
        String text();

        record Plain(String text) implements Part {}

        /** Stands for something that is not shown. */
        record Hidden() implements Part {
            @Override
            public String text() {
                return MASK;
            }
        }
    }

    public static String redact(String text) {
        StringBuilder all = new StringBuilder();
        parts(text).forEach(part -> all.append(part.text()));
        return all.toString();
    }

    public static List<Part> parts(String text) {
        Matcher matcher = INTERESTING.matcher(text);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (matcher.find()) {
            parts.add(new Part.Plain(text.substring(from, matcher.start())));
            parts.addAll(redacted(matcher));
            from = matcher.end();
        }
        parts.add(new Part.Plain(text.substring(from)));
        return parts;
    }

    private static List<Part> redacted(Matcher found) {
        if (found.group("name") != null) {
            return List.of(new Part.Plain(found.group("name")), new Part.Hidden());
        }
        if (found.group("box") != null) {
            return List.of(new Part.Hidden(), new Part.Plain("@" + found.group("host")));
        }
        return found.group("number") == null
                ? List.of(new Part.Plain(found.group()))
                : List.of(new Part.Hidden(), new Part.Plain(found.group("last")));
    }
}

package io.quill.console.html;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A body as it came, in which what is nobody's business is covered: secrets, telephone numbers and
 * the names in e-mail addresses. It works on any text, since a body that is kept here is often one
 * that no parser can read.
 */
public final class Masked {
    private static final int MOST_SHOWN = 20_000;
    private static final String COVER = "•••";

    private static final Pattern INTERESTING =
            Pattern.compile(
                    "(?<name>\"[^\"]*(?i:token|secret|passw|authorization|signature|api_?key|recording|(?:first|last|full|contact)_?name)"
                            + "[^\"]*\"\\s*:\\s*\")(?<secret>[^\"]*)"
                            + "|(?<id>(?i:id|at|timestamp)\"\\s*:\\s*\"?\\d++(?!-))"
                            + "|(?<date>\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)?)"
                            + "|(?<box>[\\w.+-]+)@(?<host>[\\w-]+(?:\\.[\\w-]+)+)"
                            + "|(?<number>\\+?\\d[\\d ().-]{4,}\\d)(?<last>\\d)");

    private Masked() {}

    public static Html of(String body) {
        String text = body.length() > MOST_SHOWN ? body.substring(0, MOST_SHOWN) + " …" : body;
        Matcher matcher = INTERESTING.matcher(text);
        Stream.Builder<Html> parts = Stream.builder();
        int from = 0;
        while (matcher.find()) {
            parts.add(Html.text(text.substring(from, matcher.start())));
            parts.add(covered(matcher.toMatchResult()));
            from = matcher.end();
        }
        return parts.add(Html.text(text.substring(from))).build().collect(Html.joined());
    }

    private static Html covered(MatchResult found) {
        if (found.group("name") != null) {
            return Html.html("{}{}", found.group("name"), cover());
        }
        if (found.group("box") != null) {
            return Html.html("{}@{}", cover(), found.group("host"));
        }
        return found.group("number") == null
                ? Html.text(found.group())
                : Html.html("{}{}", cover(), found.group("last"));
    }

    private static Html cover() {
        return Html.html("<span class=\"mask\" title=\"covered\">{}</span>", COVER);
    }
}

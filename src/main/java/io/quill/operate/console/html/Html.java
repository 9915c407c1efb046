package io.quill.operate.console.html;

import com.google.errorprone.annotations.CompileTimeConstant;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * A piece of markup. A template is a constant, which the compiler checks; each {@code {}} in it
 * takes the next argument, escaped for text and for quoted attributes alike unless it is markup
 * itself. So nothing that is shown can become part of a page's structure.
 */
public final class Html {
    public static final Html NOTHING = new Html("");

    private static final String HOLE = "{}";

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /**
     * Fills a template in.
     *
     * @param parts text, figures or markup; of an {@link Optional} or a list, what is in it
     */
    public static Html html(@CompileTimeConstant String template, Object... parts) {
        StringBuilder out = new StringBuilder(template.length() + 64);
        Iterator<Object> rest = List.of(parts).iterator();
        int from = 0;
        for (int hole = template.indexOf(HOLE); hole >= 0; hole = template.indexOf(HOLE, from)) {
            out.append(template, from, hole);
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("Too little to fill in: " + template);
            }
            append(out, rest.next());
            from = hole + HOLE.length();
        }
        if (rest.hasNext()) {
            throw new IllegalArgumentException("Too much to fill in: " + template);
        }
        return new Html(out.append(template, from, template.length()).toString());
    }

    public static Html text(String text) {
        return html("{}", text);
    }

    public static Collector<Html, ?, Html> joined() {
        return Collectors.collectingAndThen(
                Collectors.mapping(Html::markup, Collectors.joining()), Html::new);
    }

    /** Returns this markup, or nothing when it is not shown. */
    public Html when(boolean shown) {
        return shown ? this : NOTHING;
    }

    public String markup() {
        return markup;
    }

    private static void append(StringBuilder out, Object part) {
        switch (part) {
            case Html html -> out.append(html.markup);
            case Optional<?> perhaps -> perhaps.ifPresent(each -> append(out, each));
            case Iterable<?> all -> all.forEach(each -> append(out, each));
            default -> escape(out, part.toString());
        }
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n', '\r' -> out.append(c);
                default -> append(out, c);
            }
        }
    }

    private static void append(StringBuilder out, char c) {
        if (turnsText(c)) {
            out.append("[U+%04X]".formatted((int) c));
        } else {
            out.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
    }

    /** Bidirectional controls make a name read as another one. */
    private static boolean turnsText(char c) {
        return (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\u200E'
                || c == '\u200F'
                || c == '\u061C';
    }

    @Override
    public String toString() {
        return markup;
    }
}

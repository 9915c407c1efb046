package io.quill.operate.console.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** A link within the console. */
public record ConsoleLink(String text) {
    public static ConsoleLink of(String path) {
        return new ConsoleLink("/console" + path);
    }

    /** One path segment more, whatever is in it. */
    public ConsoleLink to(String segment) {
        return new ConsoleLink(text + "/" + encoded(segment));
    }

    public ConsoleLink with(String name, String value) {
        char link = text.indexOf('?') < 0 ? '?' : '&';
        return new ConsoleLink(text + link + encoded(name) + "=" + encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text;
    }
}

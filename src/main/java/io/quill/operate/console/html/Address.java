package io.quill.operate.console.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** A link within the console. */
public record Address(String text) {
    public static Address of(String path) {
        return new Address("/console" + path);
    }

    /** One path segment more, whatever is in it. */
    public Address to(String segment) {
        return new Address(text + "/" + encoded(segment));
    }

    public Address with(String name, String value) {
        char link = text.indexOf('?') < 0 ? '?' : '&';
        return new Address(text + link + encoded(name) + "=" + encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text;
    }
}

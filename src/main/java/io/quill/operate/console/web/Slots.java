package io.quill.operate.console.web;

import io.quill.operate.console.html.Html;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parts of a page that may change while somebody looks at it. A page is drawn anew for its live
 * stream, and what differs is sent; a part with a form in it is no slot, or it would be taken from
 * under somebody's hands.
 */
public final class Slots {
    private final Map<String, Html> filled = new LinkedHashMap<>();

    /** A block. */
    public Html block(String id, Html content) {
        return Html.html("<div id=\"{}\" class=\"slot\">{}</div>", id, fill(id, content));
    }

    /** A figure or a word within a sentence. */
    public Html word(String id, Object content) {
        return Html.html("<span id=\"{}\">{}</span>", id, fill(id, Html.html("{}", content)));
    }

    /** A text in a picture. */
    public Html label(String id, String content) {
        return Html.html("<tspan id=\"{}\">{}</tspan>", id, fill(id, Html.text(content)));
    }

    private Html fill(String id, Html content) {
        if (filled.put(id, content) != null) {
            throw new IllegalArgumentException("A page has two slots " + id);
        }
        return content;
    }

    Map<String, Html> filled() {
        return filled;
    }
}

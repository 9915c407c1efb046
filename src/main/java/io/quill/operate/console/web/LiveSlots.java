package io.quill.operate.console.web;

import io.quill.operate.console.html.Html;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parts of a page that the live stream updates; a part with a form is none. */
public final class LiveSlots {
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

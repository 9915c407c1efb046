package io.quill.operate.console.html;

import io.quill.platform.logging.Covered;

/** A body as it came, in which what is nobody's business is covered. */
public final class Masked {
    private static final int MOST_SHOWN = 20_000;

    private Masked() {}

    public static Html of(String body) {
        String text = body.length() > MOST_SHOWN ? body.substring(0, MOST_SHOWN) + " …" : body;
        return Covered.parts(text).stream().map(Masked::html).collect(Html.joined());
    }

    private static Html html(Covered.Part part) {
        return switch (part) {
            case Covered.Part.Plain(String text) -> Html.text(text);
            case Covered.Part.Hidden hidden ->
                    Html.html("<span class=\"mask\" title=\"covered\">{}</span>", hidden.text());
        };
    }
}

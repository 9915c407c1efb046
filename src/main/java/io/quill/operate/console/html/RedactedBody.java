package io.quill.operate.console.html;

import io.quill.platform.logging.Redactor;

/** Body as it came, with sensitive values covered. */
public final class RedactedBody {
    private static final int MOST_SHOWN = 20_000;

    private RedactedBody() {}

    public static Html of(String body) {
        String text = body.length() > MOST_SHOWN ? body.substring(0, MOST_SHOWN) + " …" : body;
        return Redactor.parts(text).stream().map(RedactedBody::html).collect(Html.joined());
    }

    private static Html html(Redactor.Part part) {
        return switch (part) {
            case Redactor.Part.Plain(String text) -> Html.text(text);
            case Redactor.Part.Hidden hidden ->
                    Html.html("<span class=\"mask\" title=\"covered\">{}</span>", hidden.text());
        };
    }
}

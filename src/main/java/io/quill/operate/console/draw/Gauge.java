package io.quill.operate.console.draw;

import static io.quill.operate.console.html.Html.html;

import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;

/** Bar that shows how much of a quota is left. */
public final class Gauge {
    private Gauge() {}

    public static Html left(String label, long left, long allowed, String note) {
        double share = allowed == 0 ? 0 : Math.clamp((double) left / allowed, 0, 1);
        return html(
                """
                <div class="gauge {}">
                  <p><span class="label">{}</span> <span class="figure">{}</span> \
                <span class="unit">of {}</span></p>
                  <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" \
                aria-label="{} left"><rect width="100" height="6" class="all"/>\
                <rect width="{}" height="6" class="left"/></svg>
                  <p class="note">{}</p>
                </div>
                """,
                share < 0.1 ? "low" : "fine",
                label,
                DisplayFormat.count(left),
                DisplayFormat.count(allowed),
                DisplayFormat.percent(share),
                Math.round(share * 100),
                note);
    }
}

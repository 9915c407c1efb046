package io.quill.console.draw;

import static io.quill.console.html.Html.html;
import static io.quill.console.html.Html.joined;

import io.quill.console.html.Html;
import io.quill.console.html.Words;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A figure over the last hour: a bar a minute. */
public final class Chart {
    private static final int HEIGHT = 64;
    private static final int STEP = 6;
    private static final int GAP = 2;

    private Chart() {}

    /**
     * Draws one.
     *
     * @param minutes the latest last
     * @param unit what the latest figure counts, such as "in this minute"
     */
    public static Html hour(String title, String unit, List<Long> minutes) {
        long highest = Collections.max(minutes);
        long latest = minutes.getLast();
        return html(
                """
                <figure class="chart">
                  <figcaption><span class="label">{}</span> <span class="figure">{}</span> \
                <span class="unit">{}</span></figcaption>
                  <svg viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" \
                aria-label="{}: highest {} in a minute of the last hour, now {}">{}</svg>
                  <p class="axis" aria-hidden="true"><span>an hour ago</span>\
                <span>highest {}</span><span>now</span></p>
                </figure>
                """,
                title,
                Words.count(latest),
                unit,
                minutes.size() * STEP - GAP,
                HEIGHT,
                title,
                Words.count(highest),
                Words.count(latest),
                bars(minutes, Math.max(1, highest)),
                Words.count(highest));
    }

    private static Html bars(List<Long> minutes, long highest) {
        return IntStream.range(0, minutes.size())
                .mapToObj(i -> bar(i, Math.round((float) HEIGHT * minutes.get(i) / highest)))
                .collect(joined());
    }

    /** Nothing is a thin line, so that an hour without anything does not look like no chart. */
    private static Html bar(int place, int height) {
        int shown = Math.max(1, height);
        return html(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>",
                place * STEP,
                HEIGHT - shown,
                STEP - GAP,
                shown,
                html(" class=\"none\"").when(height == 0));
    }
}

package io.quill.operate.console.draw;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bar chart of a figure over the last hour, a bar a minute. */
public final class BarChart {
    private static final int HEIGHT = 64;
    private static final int STEP = 6;
    private static final int GAP = 2;
    private static final int BREAK = 6;

    private BarChart() {}

    /**
     * Draws one.
     *
     * @param minutes the latest last
     * @param unit what the latest figure counts, such as "in this minute"
     */
    public static Html hour(String title, String unit, List<Long> minutes) {
        BarScale barScale = BarScale.of(minutes);
        long latest = minutes.getLast();
        return html(
                """
                <figure class="chart">
                  <figcaption><span class="label">{}</span> <span class="figure">{}</span> \
                <span class="unit">{}</span></figcaption>
                  <svg viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" \
                aria-label="{}: highest {} in a minute of the last hour, now {}">{}</svg>
                  <p class="axis" aria-hidden="true"><span>an hour ago</span>\
                <span>highest {}{}</span><span>now</span></p>
                </figure>
                """,
                title,
                DisplayFormat.count(latest),
                unit,
                minutes.size() * STEP - GAP,
                HEIGHT,
                title,
                DisplayFormat.count(barScale.highest()),
                DisplayFormat.count(latest),
                bars(minutes, barScale),
                DisplayFormat.count(barScale.highest()),
                html(", cut off").when(barScale.cuts()));
    }

    private static Html bars(List<Long> minutes, BarScale barScale) {
        return IntStream.range(0, minutes.size())
                .mapToObj(
                        i ->
                                minutes.get(i) > barScale.top()
                                        ? cutOff(i)
                                        : bar(i, barScale.height(minutes.get(i), HEIGHT)))
                .collect(joined());
    }

    /** Nothing is a thin line, so that an hour without anything does not look like no chart. */
    private static Html bar(int place, int height) {
        int shown = Math.max(1, height);
        return rectangle(place, HEIGHT - shown, shown, html(" class=\"none\"").when(height == 0));
    }

    /** A bar that is higher than there is room for is broken near its top. */
    private static Html cutOff(int place) {
        return Stream.of(
                        rectangle(place, 0, BREAK, Html.NOTHING),
                        rectangle(place, 2 * BREAK, HEIGHT - 2 * BREAK, Html.NOTHING))
                .collect(joined());
    }

    private static Html rectangle(int place, int top, int height, Html kind) {
        return html(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>",
                place * STEP,
                top,
                STEP - GAP,
                height,
                kind);
    }
}

package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;
import io.quill.records.warehouse.meta.Alert;

import java.time.ZoneId;
import java.util.List;

/** What is wrong with a tenant's records. */
final class RecordAlerts {
    private RecordAlerts() {}

    static Html of(List<Alert> alerts, ZoneId zone) {
        return alerts.isEmpty()
                ? html(
                        """
                        <p class="well"><span class="mark" aria-hidden="true"></span>\
                        All of it is fresh.</p>""")
                : html(
                        "<ul class=\"troubles\">{}</ul>",
                        alerts.stream().map(each -> alert(each, zone)).collect(joined()));
    }

    private static Html alert(Alert alert, ZoneId zone) {
        return html(
                """
                <li class="warning"><span class="mark" aria-hidden="true"></span>\
                <div><strong>{} {}</strong> <span class="weight">{}</span><p>{}</p></div></li>""",
                Words.capital(alert.subject().entity()),
                what(alert),
                alert.subject().service() + ", " + Words.plain(alert.subject().layer()),
                words(alert, zone));
    }

    private static String what(Alert alert) {
        return switch (alert) {
            case Alert.Failed _ -> "failed";
            case Alert.Stale _ -> "are stale";
            case Alert.Slow _ -> "are slow";
        };
    }

    private static Html words(Alert alert, ZoneId zone) {
        return switch (alert) {
            case Alert.Failed(_, var at, String why) -> html("{}: {}", Words.moment(at, zone), why);
            case Alert.Stale(_, var since) ->
                    html("Nothing has gone well for {}.", Words.span(since));
            case Alert.Slow(_, var took) -> html("The latest run took {}.", Words.span(took));
        };
    }
}

package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.records.warehouse.meta.SyncAlert;

import java.time.ZoneId;
import java.util.List;

/** List of the alerts about a tenant's records. */
final class RecordAlerts {
    private RecordAlerts() {}

    static Html of(List<SyncAlert> alerts, ZoneId zone) {
        return alerts.isEmpty()
                ? html(
                        """
                        <p class="well"><span class="mark" aria-hidden="true"></span>\
                        All of it is fresh.</p>""")
                : html(
                        "<ul class=\"troubles\">{}</ul>",
                        alerts.stream().map(each -> alert(each, zone)).collect(joined()));
    }

    private static Html alert(SyncAlert syncAlert, ZoneId zone) {
        return html(
                """
                <li class="warning"><span class="mark" aria-hidden="true"></span>\
                <div><strong>{} {}</strong> <span class="weight">{}</span><p>{}</p></div></li>""",
                DisplayFormat.capital(syncAlert.subject().entity()),
                what(syncAlert),
                syncAlert.subject().service()
                        + ", "
                        + DisplayFormat.plain(syncAlert.subject().layer()),
                words(syncAlert, zone));
    }

    private static String what(SyncAlert syncAlert) {
        return switch (syncAlert) {
            case SyncAlert.Failed _ -> "failed";
            case SyncAlert.Stale _ -> "are stale";
            case SyncAlert.Slow _ -> "are slow";
        };
    }

    private static Html words(SyncAlert syncAlert, ZoneId zone) {
        return switch (syncAlert) {
            case SyncAlert.Failed(_, var at, String why) ->
                    html("{}: {}", DisplayFormat.moment(at, zone), why);
            case SyncAlert.Stale(_, var since) ->
                    html("Nothing has gone well for {}.", DisplayFormat.duration(since));
            case SyncAlert.Slow(_, var took) ->
                    html("The latest run took {}.", DisplayFormat.duration(took));
        };
    }
}

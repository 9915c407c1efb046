package io.quill.console.page;

import static io.quill.console.html.Html.html;
import static io.quill.console.html.Html.joined;

import io.quill.console.html.Html;
import io.quill.console.html.Words;
import io.quill.console.view.Records;
import io.quill.console.view.Records.Estate;
import io.quill.console.view.Records.Feed;
import io.quill.console.web.Ask;
import io.quill.console.web.Page;
import io.quill.console.web.Slots;
import io.quill.console.web.Visitor;
import io.quill.landing.Inspection.Table;
import io.quill.warehouse.meta.Alert;
import io.quill.warehouse.meta.Run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** How fresh each tenant's records are, and how many there are; as of the load of the page. */
public final class RecordsPage implements Page {
    private final Records records;
    private final InstantSource clock;
    private final ZoneId zone;

    public RecordsPage(Records records, InstantSource clock, ZoneId zone) {
        this.records = records;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> at(Ask ask, Visitor who, Slots slots) {
        return ask.path().size() > 1
                ? Optional.empty()
                : Optional.of(
                        new Sheet(
                                "Records",
                                html(
                                        """
                                        <p class="lead">What was read from other services, layer by \
                                        layer. Who reads is on <a href="/console/runs">Runs</a>.</p>{}""",
                                        records.estates().stream()
                                                .map(this::estate)
                                                .collect(joined()))));
    }

    private Html estate(Estate estate) {
        return html(
                "<section aria-label=\"{}\"><h2>{}</h2>{}</section>",
                estate.tenant(),
                estate.tenant(),
                switch (estate) {
                    case Estate.Shut(_, String why) -> html("<p class=\"fault\">{}</p>", why);
                    case Estate.Open open ->
                            html(
                                    "{}{}{}",
                                    alerts(open.alerts()),
                                    feeds(open.tenant(), open.feeds()),
                                    tables(open.tenant(), open.tables()));
                });
    }

    private static Html alerts(List<Alert> alerts) {
        return alerts.isEmpty()
                ? html("<p class=\"well\"><span class=\"mark\"></span>All of it is fresh.</p>")
                : html(
                        "<ul class=\"troubles\">{}</ul>",
                        alerts.stream()
                                .map(
                                        each ->
                                                html(
                                                        """
                                                        <li class="warning"><span class="mark"></span>\
                                                        <div>{}</div></li>""",
                                                        each.words()))
                                .collect(joined()));
    }

    private Html feeds(String tenant, List<Feed> feeds) {
        if (feeds.isEmpty()) {
            return html("<p class=\"card nothing\">Nothing was read yet.</p>");
        }
        return html(
                """
                <div class="scroll" tabindex="0" role="region" aria-label="How fresh {} is">
                <table><thead><tr><th scope="col">Records</th><th scope="col">Layer</th>\
                <th scope="col">Last went well</th><th scope="col">Latest run</th>\
                <th scope="col" class="number">Took</th><th scope="col" class="number">Read</th>\
                <th scope="col" class="number">Written</th><th scope="col" class="number">Rejected</th>\
                </tr></thead><tbody>{}</tbody></table></div>""",
                tenant,
                feeds.stream().map(this::feed).collect(joined()));
    }

    private Html feed(Feed feed) {
        return html(
                "<tr><th scope=\"row\">{} <span class=\"hint\">{}</span></th><td>{}</td><td>{}</td>{}</tr>",
                feed.pace().subject().entity(),
                feed.pace().subject().service(),
                Words.plain(feed.pace().subject().layer()),
                feed.pace().succeededAt().map(this::ago).orElse(Html.text("never")),
                feed.latest().map(this::run).orElse(html("<td colspan=\"5\"></td>")));
    }

    private Html ago(Instant then) {
        return html(
                "{} <span class=\"hint\">{} ago</span>",
                Words.moment(then, zone),
                Words.span(Duration.between(then, clock.instant())));
    }

    private Html run(Run run) {
        Instant end = run.finishedAt().orElseGet(clock::instant);
        return html(
                """
                <td>{}</td><td class="number">{}</td><td class="number">{}</td>\
                <td class="number">{}</td><td class="number">{}</td>""",
                status(run),
                Words.span(Duration.between(run.startedAt(), end)),
                Words.count(run.rows().read()),
                Words.count(run.rows().written()),
                Words.count(run.rows().rejected()));
    }

    private static Html status(Run run) {
        return switch (run.status()) {
            case RUNNING -> States.mark("busy", "running");
            case SUCCESS -> States.mark("good", "went well");
            case FAILED -> States.mark("bad", "failed");
        };
    }

    private static Html tables(String tenant, List<Table> tables) {
        return html(
                """
                <div class="scroll" tabindex="0" role="region" aria-label="What {} holds">
                <table><thead><tr><th scope="col">Table</th><th scope="col">Layer</th>\
                <th scope="col" class="number">Rows</th>\
                <th scope="col" class="number">Not deleted</th></tr></thead>\
                <tbody>{}</tbody></table></div>""",
                tenant,
                tables.stream().map(RecordsPage::table).collect(joined()));
    }

    private static Html table(Table table) {
        return html(
                """
                <tr><th scope="row" class="key">{}</th><td>{}</td>\
                <td class="number">{}</td><td class="number">{}</td></tr>""",
                table.name(),
                table.layer(),
                Words.count(table.rows()),
                Words.count(table.live()));
    }
}

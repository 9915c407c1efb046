package io.quill.operate.console.page;

import static io.quill.operate.console.draw.HtmlTable.code;
import static io.quill.operate.console.draw.HtmlTable.number;
import static io.quill.operate.console.draw.HtmlTable.plain;
import static io.quill.operate.console.draw.HtmlTable.words;
import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.draw.HtmlTable;
import io.quill.operate.console.draw.HtmlTable.Row;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.view.RecordStatus;
import io.quill.operate.console.view.RecordStatus.Estate;
import io.quill.operate.console.view.RecordStatus.Feed;
import io.quill.operate.console.web.ConsolePage;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.LiveSlots;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.meta.SyncRun;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Page of each tenant's records: their freshness and number, as of the load of the page. */
public final class RecordsPage implements ConsolePage {
    private static final Step ALL = new Step("Records", ConsoleLink.of("/records"));
    private static final HtmlTable FEEDS =
            HtmlTable.of(
                    "How fresh records are",
                    words("Records"),
                    plain("Layer"),
                    plain("Latest run"),
                    words("Last went well"),
                    number("Took"),
                    number("Read"),
                    number("Written"),
                    number("Rejected"));
    private static final HtmlTable TABLES =
            HtmlTable.of(
                    "What the warehouse holds",
                    code("Table"),
                    plain("Layer"),
                    number("Rows"),
                    number("Not deleted"));

    private final RecordStatus recordStatus;
    private final InstantSource clock;
    private final ZoneId zone;

    public RecordsPage(RecordStatus recordStatus, InstantSource clock, ZoneId zone) {
        this.recordStatus = recordStatus;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> render(
            ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots) {
        return switch (consoleRequest.path().size()) {
            case 1 -> Optional.of(all());
            case 2 -> tables(consoleRequest.path().get(1));
            default -> Optional.empty();
        };
    }

    private Sheet all() {
        return new Sheet(
                "Records",
                html(
                        """
                        <p class="lead">What was read from other services, layer by layer. Who reads is \
                        on <a href="/console/runs">Runs</a>.</p>{}""",
                        recordStatus.estates().stream().map(this::estate).collect(joined())));
    }

    private Html estate(Estate estate) {
        return html(
                "<section aria-label=\"{}\"><div class=\"actions\"><h2>{}</h2>{}</div>{}</section>",
                estate.tenant(),
                DisplayFormat.capital(estate.tenant()),
                html(
                                "<a class=\"button second\" href=\"{}\">Count what {} holds</a>",
                                ConsoleLink.of("/records").to(estate.tenant()),
                                estate.tenant())
                        .when(estate instanceof Estate.Open),
                switch (estate) {
                    case Estate.Shut(_, String why) -> html("<p class=\"fault\">{}</p>", why);
                    case Estate.Open open ->
                            html("{}{}", RecordAlerts.of(open.alerts(), zone), feeds(open.feeds()));
                });
    }

    private Html feeds(List<Feed> feeds) {
        return feeds.isEmpty()
                ? html("<p class=\"card nothing\">Nothing was read yet.</p>")
                : FEEDS.with(feeds.stream().map(this::feed));
    }

    private Row feed(Feed feed) {
        Optional<SyncRun> run = feed.latest();
        return Row.of(
                html(
                        "{} <span class=\"hint\">{}</span>",
                        feed.pace().subject().entity(),
                        feed.pace().subject().service()),
                DisplayFormat.plain(feed.pace().subject().layer()),
                run.map(RecordsPage::status),
                feed.pace().succeededAt().map(this::ago).orElse(Html.text("never")),
                run.map(this::took),
                run.map(each -> DisplayFormat.count(each.rows().read())),
                run.map(each -> DisplayFormat.count(each.rows().written())),
                run.map(each -> DisplayFormat.count(each.rows().rejected())));
    }

    private Html ago(Instant then) {
        return html(
                "{} <span class=\"hint\">{} ago</span>",
                DisplayFormat.moment(then, zone),
                DisplayFormat.duration(Duration.between(then, clock.instant())));
    }

    private String took(SyncRun syncRun) {
        Instant end = syncRun.finishedAt().orElseGet(clock::instant);
        return DisplayFormat.duration(Duration.between(syncRun.startedAt(), end));
    }

    private static Html status(SyncRun syncRun) {
        return switch (syncRun.status()) {
            case RUNNING -> StateBadges.mark("busy", "running");
            case SUCCESS -> StateBadges.mark("good", "went well");
            case FAILED -> StateBadges.mark("bad", "failed");
        };
    }

    /** Counting goes through every table, which is why it is a page of its own. */
    private Optional<Sheet> tables(String tenant) {
        return recordStatus
                .tables(tenant)
                .map(
                        all ->
                                new Sheet(
                                                "What " + tenant + " holds",
                                                html(
                                                        "<p class=\"lead\">{}, with {} in bronze.</p>{}",
                                                        DisplayFormat.counted(all.size(), "table"),
                                                        DisplayFormat.counted(bronze(all), "row"),
                                                        TABLES.with(
                                                                all.stream()
                                                                        .map(RecordsPage::table))))
                                        .below(ALL));
    }

    private static long bronze(List<Warehouse.Table> all) {
        return all.stream()
                .filter(table -> table.layer().equals("bronze"))
                .mapToLong(Warehouse.Table::rows)
                .sum();
    }

    private static Row table(Warehouse.Table table) {
        return Row.of(
                html("<span class=\"key\">{}</span>", table.name()),
                table.layer(),
                DisplayFormat.count(table.rows()),
                DisplayFormat.count(table.live()));
    }
}

package io.quill.operate.console.page;

import static io.quill.operate.console.draw.Table.code;
import static io.quill.operate.console.draw.Table.number;
import static io.quill.operate.console.draw.Table.plain;
import static io.quill.operate.console.draw.Table.words;
import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.draw.Table;
import io.quill.operate.console.draw.Table.Row;
import io.quill.operate.console.html.Address;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.view.Records;
import io.quill.operate.console.view.Records.Estate;
import io.quill.operate.console.view.Records.Feed;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Page;
import io.quill.operate.console.web.Slots;
import io.quill.operate.console.web.Visitor;
import io.quill.records.landing.Inspection;
import io.quill.records.warehouse.meta.Run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** How fresh each tenant's records are, and how many there are; as of the load of the page. */
public final class RecordsPage implements Page {
    private static final Step ALL = new Step("Records", Address.of("/records"));
    private static final Table FEEDS =
            Table.of(
                    "How fresh records are",
                    words("Records"),
                    plain("Layer"),
                    plain("Latest run"),
                    words("Last went well"),
                    number("Took"),
                    number("Read"),
                    number("Written"),
                    number("Rejected"));
    private static final Table TABLES =
            Table.of(
                    "What the warehouse holds",
                    code("Table"),
                    plain("Layer"),
                    number("Rows"),
                    number("Not deleted"));

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
        return switch (ask.path().size()) {
            case 1 -> Optional.of(all());
            case 2 -> tables(ask.path().get(1));
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
                        records.estates().stream().map(this::estate).collect(joined())));
    }

    private Html estate(Estate estate) {
        return html(
                "<section aria-label=\"{}\"><div class=\"actions\"><h2>{}</h2>{}</div>{}</section>",
                estate.tenant(),
                Words.capital(estate.tenant()),
                html(
                                "<a class=\"button second\" href=\"{}\">Count what {} holds</a>",
                                Address.of("/records").to(estate.tenant()),
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
        Optional<Run> run = feed.latest();
        return Row.of(
                html(
                        "{} <span class=\"hint\">{}</span>",
                        feed.pace().subject().entity(),
                        feed.pace().subject().service()),
                Words.plain(feed.pace().subject().layer()),
                run.map(RecordsPage::status),
                feed.pace().succeededAt().map(this::ago).orElse(Html.text("never")),
                run.map(this::took),
                run.map(each -> Words.count(each.rows().read())),
                run.map(each -> Words.count(each.rows().written())),
                run.map(each -> Words.count(each.rows().rejected())));
    }

    private Html ago(Instant then) {
        return html(
                "{} <span class=\"hint\">{} ago</span>",
                Words.moment(then, zone),
                Words.span(Duration.between(then, clock.instant())));
    }

    private String took(Run run) {
        Instant end = run.finishedAt().orElseGet(clock::instant);
        return Words.span(Duration.between(run.startedAt(), end));
    }

    private static Html status(Run run) {
        return switch (run.status()) {
            case RUNNING -> States.mark("busy", "running");
            case SUCCESS -> States.mark("good", "went well");
            case FAILED -> States.mark("bad", "failed");
        };
    }

    /** Counting goes through every table, which is why it is a page of its own. */
    private Optional<Sheet> tables(String tenant) {
        return records.tables(tenant)
                .map(
                        all ->
                                new Sheet(
                                                "What " + tenant + " holds",
                                                html(
                                                        "<p class=\"lead\">{}, with {} in bronze.</p>{}",
                                                        Words.counted(all.size(), "table"),
                                                        Words.counted(bronze(all), "row"),
                                                        TABLES.with(
                                                                all.stream()
                                                                        .map(RecordsPage::table))))
                                        .below(ALL));
    }

    private static long bronze(List<Inspection.Table> all) {
        return all.stream()
                .filter(table -> table.layer().equals("bronze"))
                .mapToLong(Inspection.Table::rows)
                .sum();
    }

    private static Row table(Inspection.Table table) {
        return Row.of(
                html("<span class=\"key\">{}</span>", table.name()),
                table.layer(),
                Words.count(table.rows()),
                Words.count(table.live()));
    }
}

package io.quill.operate.console.page;

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
import io.quill.operate.console.view.RunHistory;
import io.quill.operate.console.web.ConsolePage;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.LiveSlots;
import io.quill.platform.jobs.Run;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Page of runs: duration, counts, and what is running. */
public final class RunsPage implements ConsolePage {
    private static final int MOST = 100;
    private static final Step ALL = new Step("Runs", ConsoleLink.of("/runs"));
    private static final HtmlTable TABLE =
            HtmlTable.of(
                    "Runs",
                    words("Run"),
                    plain("State"),
                    words("Started"),
                    number("Took"),
                    words("Counted"),
                    words("In words"));

    private final RunHistory runHistory;
    private final InstantSource clock;
    private final ZoneId zone;

    public RunsPage(RunHistory runHistory, InstantSource clock, ZoneId zone) {
        this.runHistory = runHistory;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> render(
            ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots) {
        return switch (consoleRequest.path().size()) {
            case 1 ->
                    Optional.of(
                            list(
                                    Optional.of(consoleRequest.query("kind"))
                                            .filter(each -> !each.isEmpty()),
                                    liveSlots));
            case 2 -> runHistory.find(consoleRequest.path().get(1)).map(run -> one(run, liveSlots));
            default -> Optional.empty();
        };
    }

    private Sheet list(Optional<String> kind, LiveSlots liveSlots) {
        Sheet sheet =
                new Sheet(
                        kind.map(each -> "Runs: " + each).orElse("Runs"),
                        html(
                                "<p class=\"lead\">Every job, with what it counted and how it ended.</p>{}",
                                liveSlots.block("runs", table(kind))));
        return kind.isPresent() ? sheet.below(ALL) : sheet;
    }

    private Html table(Optional<String> kind) {
        List<Run> latest = runHistory.latest(kind, MOST);
        return latest.isEmpty()
                ? html("<p class=\"card nothing\">Nothing has run yet.</p>")
                : TABLE.with(latest.stream().map(this::row));
    }

    private Row row(Run run) {
        return Row.of(
                html(
                        "<a href=\"{}\">{}</a> <span class=\"hint\">{}</span>",
                        ConsoleLink.of("/runs").to(run.id()),
                        run.job().kind(),
                        run.job().name()),
                StateBadges.of(run),
                DisplayFormat.moment(run.startedAt(), zone),
                took(run),
                counts(run.counts()),
                run.words());
    }

    private String took(Run run) {
        return DisplayFormat.duration(
                Duration.between(run.startedAt(), run.endedAt().orElseGet(clock::instant)));
    }

    /** Lists the counts that are not zero; the run's own page has all. */
    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> DisplayFormat.count(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private Sheet one(Run run, LiveSlots liveSlots) {
        return new Sheet(
                        DisplayFormat.capital(run.job().kind()) + ": " + run.job().name(),
                        liveSlots.block("run", facts(run)))
                .below(ALL);
    }

    private Html facts(Run run) {
        return html(
                """
                <section class="card stack" aria-label="The run"><p>{}</p>
                <dl class="facts"><dt>Asked for by</dt><dd>{}</dd><dt>Started</dt><dd>{}</dd>\
                <dt>Took</dt><dd>{}</dd>{}{}</dl></section>{}
                """,
                StateBadges.of(run),
                run.job().by(),
                DisplayFormat.moment(run.startedAt(), zone),
                took(run),
                run.counts().entrySet().stream()
                        .map(
                                each ->
                                        html(
                                                "<dt>{}</dt><dd>{}</dd>",
                                                each.getKey(),
                                                DisplayFormat.count(each.getValue())))
                        .collect(joined()),
                html("<dt>In words</dt><dd>{}</dd>", run.words()).when(!run.words().isBlank()),
                html("<pre tabindex=\"0\">{}</pre>", run.result()).when(!run.result().isBlank()));
    }
}

package io.quill.operate.console.page;

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
import io.quill.operate.console.view.Jobs;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Page;
import io.quill.operate.console.web.Slots;
import io.quill.operate.console.web.Visitor;
import io.quill.platform.jobs.Run;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What ran, how long, what it counted, and what is running. */
public final class RunsPage implements Page {
    private static final int MOST = 100;
    private static final Step ALL = new Step("Runs", Address.of("/runs"));
    private static final Table TABLE =
            Table.of(
                    "Runs",
                    words("Run"),
                    plain("State"),
                    words("Started"),
                    number("Took"),
                    words("Counted"),
                    words("In words"));

    private final Jobs jobs;
    private final InstantSource clock;
    private final ZoneId zone;

    public RunsPage(Jobs jobs, InstantSource clock, ZoneId zone) {
        this.jobs = jobs;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> at(Ask ask, Visitor who, Slots slots) {
        return switch (ask.path().size()) {
            case 1 ->
                    Optional.of(
                            list(
                                    Optional.of(ask.query("kind")).filter(each -> !each.isEmpty()),
                                    slots));
            case 2 -> jobs.find(ask.path().get(1)).map(run -> one(run, slots));
            default -> Optional.empty();
        };
    }

    private Sheet list(Optional<String> kind, Slots slots) {
        Sheet sheet =
                new Sheet(
                        kind.map(each -> "Runs: " + each).orElse("Runs"),
                        html(
                                "<p class=\"lead\">Every job, with what it counted and how it ended.</p>{}",
                                slots.block("runs", table(kind))));
        return kind.isPresent() ? sheet.below(ALL) : sheet;
    }

    private Html table(Optional<String> kind) {
        List<Run> latest = jobs.latest(kind, MOST);
        return latest.isEmpty()
                ? html("<p class=\"card nothing\">Nothing has run yet.</p>")
                : TABLE.with(latest.stream().map(this::row));
    }

    private Row row(Run run) {
        return Row.of(
                html(
                        "<a href=\"{}\">{}</a> <span class=\"hint\">{}</span>",
                        Address.of("/runs").to(run.id()),
                        run.job().kind(),
                        run.job().name()),
                States.of(run),
                Words.moment(run.startedAt(), zone),
                took(run),
                counts(run.counts()),
                run.words());
    }

    private String took(Run run) {
        return Words.span(
                Duration.between(run.startedAt(), run.endedAt().orElseGet(clock::instant)));
    }

    /** What there was none of is said on the page of the run. */
    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> Words.count(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private Sheet one(Run run, Slots slots) {
        return new Sheet(
                        Words.capital(run.job().kind()) + ": " + run.job().name(),
                        slots.block("run", facts(run)))
                .below(ALL);
    }

    private Html facts(Run run) {
        return html(
                """
                <section class="card stack" aria-label="The run"><p>{}</p>
                <dl class="facts"><dt>Asked for by</dt><dd>{}</dd><dt>Started</dt><dd>{}</dd>\
                <dt>Took</dt><dd>{}</dd>{}{}</dl></section>{}
                """,
                States.of(run),
                run.job().by(),
                Words.moment(run.startedAt(), zone),
                took(run),
                run.counts().entrySet().stream()
                        .map(
                                each ->
                                        html(
                                                "<dt>{}</dt><dd>{}</dd>",
                                                each.getKey(),
                                                Words.count(each.getValue())))
                        .collect(joined()),
                html("<dt>In words</dt><dd>{}</dd>", run.words()).when(!run.words().isBlank()),
                html("<pre tabindex=\"0\">{}</pre>", run.result()).when(!run.result().isBlank()));
    }
}

package io.quill.console.page;

import static io.quill.console.html.Html.html;
import static io.quill.console.html.Html.joined;

import io.quill.console.html.Address;
import io.quill.console.html.Html;
import io.quill.console.html.Words;
import io.quill.console.view.Jobs;
import io.quill.console.web.Ask;
import io.quill.console.web.Page;
import io.quill.console.web.Slots;
import io.quill.console.web.Visitor;
import io.quill.run.Run;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What ran, how long, what it counted, and what is running. */
public final class RunsPage implements Page {
    private static final int MOST = 100;

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
        return new Sheet(
                kind.map(each -> "Runs: " + each).orElse("Runs"),
                html(
                        "<p class=\"lead\">{}</p>{}",
                        kind.map(_ -> html("<a href=\"/console/runs\">Every kind</a>"))
                                .orElse(
                                        Html.text(
                                                "Every job, with what it counted and how it ended.")),
                        slots.block("runs", table(kind))));
    }

    private Html table(Optional<String> kind) {
        Html rows = jobs.latest(kind, MOST).stream().map(this::row).collect(joined());
        if (rows.markup().isEmpty()) {
            return html("<p class=\"card nothing\">Nothing has run yet.</p>");
        }
        return html(
                """
                <div class="scroll" tabindex="0" role="region" aria-label="Runs">
                <table><thead><tr><th scope="col">Run</th><th scope="col">State</th>\
                <th scope="col">Started</th><th scope="col" class="number">Took</th>\
                <th scope="col">Counted</th><th scope="col">In words</th></tr></thead>\
                <tbody>{}</tbody></table></div>
                """,
                rows);
    }

    private Html row(Run run) {
        return html(
                """
                <tr><th scope="row"><a href="{}">{}</a><br><span class="hint">{}</span></th><td>{}</td>\
                <td>{}</td><td class="number">{}</td><td>{}</td><td>{}</td></tr>""",
                Address.of("/runs").to(run.id()),
                run.job().kind(),
                run.job().name(),
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

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> Words.count(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private Sheet one(Run run, Slots slots) {
        return new Sheet(
                run.job().kind() + ": " + run.job().name(),
                html(
                        "<p class=\"crumb\"><a href=\"/console/runs\">Runs</a></p>{}",
                        slots.block("run", facts(run))));
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

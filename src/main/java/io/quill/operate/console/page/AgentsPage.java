package io.quill.operate.console.page;

import static io.quill.operate.console.draw.HtmlTable.action;
import static io.quill.operate.console.draw.HtmlTable.number;
import static io.quill.operate.console.draw.HtmlTable.words;
import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.events.Metric;
import io.quill.operate.console.draw.HtmlTable;
import io.quill.operate.console.draw.HtmlTable.Row;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.view.TeamView;
import io.quill.operate.console.view.TeamView.Board;
import io.quill.operate.console.view.TeamView.Light;
import io.quill.operate.console.view.TeamView.Line;
import io.quill.operate.console.view.TeamView.Score;
import io.quill.operate.console.view.TeamView.Stranger;
import io.quill.operate.console.web.ConsolePage;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.FormAction.Outcome;
import io.quill.operate.console.web.LiveSlots;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Page for managers: each agent against goal and shift, and unknown agents at the gate. */
public final class AgentsPage implements ConsolePage {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private static final HtmlTable GATE =
            HtmlTable.of(
                    "Who waits at the gate",
                    words("Agent"),
                    number("Events"),
                    words("Since"),
                    action("Action"));

    private final TeamView teamView;
    private final ZoneId zone;

    public AgentsPage(TeamView teamView, ZoneId zone) {
        this.teamView = teamView;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> render(
            ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots) {
        if (consoleRequest.path().size() > 1) {
            return Optional.empty();
        }
        LocalDate day = day(consoleRequest.query("day"));
        return Optional.of(
                new Sheet(
                        "Agents",
                        html(
                                """
                                <section aria-labelledby="board-title">
                                  <div class="actions"><h2 id="board-title">{}</h2>
                                  <a class="button second" href="{}">The day before</a>
                                  <a class="button second" href="{}">The day after</a></div>
                                  {}
                                  <p class="hint">Green is at or above the goal's share of the shift \
                                that is over; yellow from the yellow floor of it; red below. The mark on \
                                a bar is where the agent should be by now. Computed here as the measures \
                                in the dataset define it.</p>
                                </section>
                                <section aria-labelledby="gate-title">
                                  <h2 id="gate-title">At the gate</h2>
                                  <p class="lead">Agents outside the ring group: what they did is kept, \
                                and counts from when you let them in.</p>
                                  {}
                                </section>""",
                                DAY.format(day),
                                ConsoleLink.of("/agents").with("day", day.minusDays(1).toString()),
                                ConsoleLink.of("/agents").with("day", day.plusDays(1).toString()),
                                liveSlots.block("board", board(teamView.board(day))),
                                gate(teamView.strangers(), who))));
    }

    /** Lets one in. */
    public Outcome letIn(ConsoleRequest consoleRequest, ConsoleUser who) {
        String agent = consoleRequest.field("agent");
        if (agent.isBlank()) {
            return new Outcome.NotDone("No agent was named.");
        }
        try {
            teamView.letIn(agent, who.name());
        } catch (IllegalArgumentException e) {
            return new Outcome.Invalid(e.getMessage() + ".");
        }
        return new Outcome.Done(ConsoleLink.of("/agents"));
    }

    private LocalDate day(String text) {
        try {
            return text.isEmpty() ? teamView.today() : LocalDate.parse(text);
        } catch (DateTimeException _) {
            return teamView.today();
        }
    }

    private static Html board(Board board) {
        if (board.lines().isEmpty()) {
            return html("<p class=\"card nothing\">No agent is known for this day.</p>");
        }
        return html(
                """
                <div class="scroll" tabindex="0" role="region" aria-label="Agents and their goals">
                <table class="board" role="table"><caption class="unseen">Agents and their goals</caption>\
                <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Agent</th>\
                <th scope="col" role="columnheader">Shift</th>{}</tr></thead>\
                <tbody role="rowgroup">{}</tbody></table></div>""",
                Stream.of(Metric.values())
                        .map(
                                metric ->
                                        html(
                                                "<th scope=\"col\" role=\"columnheader\">{}</th>",
                                                name(metric)))
                        .collect(joined()),
                board.lines().stream().map(AgentsPage::line).collect(joined()));
    }

    private static String name(Metric metric) {
        return switch (metric) {
            case CALLS -> "Calls";
            case TEXTS -> "Texts";
            case EMAILS -> "E-mails";
            case CASES -> "Cases";
        };
    }

    private static Html line(Line line) {
        return html(
                """
                <tr role="row"><th scope="row" role="rowheader">{}<br><span class="hint">{}</span></th>\
                <td role="cell">{}</td>{}</tr>""",
                line.name(),
                line.team(),
                line.shift().map(AgentsPage::shift).orElse(html("<span class=\"hint\">off</span>")),
                Stream.of(Metric.values()).map(metric -> score(line, metric)).collect(joined()));
    }

    private static Html shift(TeamView.Shift shift) {
        return html(
                "{} – {}<br><span class=\"hint\">{}</span>",
                shift.start(),
                shift.end(),
                shift.elapsed().isPresent()
                        ? DisplayFormat.percent(shift.elapsed().getAsDouble()) + " done"
                        : "");
    }

    private static Html score(Line line, Metric metric) {
        return line.scores().stream()
                .filter(score -> score.metric() == metric)
                .findFirst()
                .map(AgentsPage::score)
                .orElse(html("<td role=\"cell\"></td>"));
    }

    private static Html score(Score score) {
        double share = score.goalShare().orElse(0);
        return html(
                """
                <td role="cell" data-name="{}"><div class="score {}"><span class="figure">{}</span><span class="unit">{}</span>{}{}\
                </div></td>""",
                name(score.metric()),
                tone(score.light()),
                DisplayFormat.count(score.actual()),
                score.goal().isPresent()
                        ? "of " + DisplayFormat.count(score.goal().getAsLong())
                        : "no goal",
                bar(share, score.expectedShare().orElse(0)).when(score.goal().isPresent()),
                StateBadges.mark(tone(score.light()), word(score.light()))
                        .when(score.light() != Light.NONE));
    }

    private static Html bar(double share, double expected) {
        return html(
                """
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">\
                <rect class="all" width="100" height="8"/><rect class="part" width="{}" height="8"/>\
                <rect class="due" x="{}" y="-2" width="1" height="12"/></svg>""",
                Math.round(100 * Math.min(1, share)),
                Math.round(99 * Math.clamp(expected, 0, 1)));
    }

    private static String tone(Light light) {
        return switch (light) {
            case GREEN -> "good";
            case YELLOW -> "warn";
            case RED -> "bad";
            case NONE -> "none";
        };
    }

    private static String word(Light light) {
        return switch (light) {
            case GREEN -> "on track";
            case YELLOW -> "a little behind";
            case RED -> "behind";
            case NONE -> "";
        };
    }

    private Html gate(List<Stranger> strangers, ConsoleUser who) {
        return strangers.isEmpty()
                ? html("<p class=\"card nothing\">Nobody waits at the gate.</p>")
                : GATE.with(strangers.stream().map(each -> stranger(each, who)));
    }

    private Row stranger(Stranger stranger, ConsoleUser who) {
        boolean named = !stranger.name().equals(stranger.agentId());
        return Row.of(
                html(
                        "{} {}",
                        named ? stranger.name() : "Agent " + stranger.agentId(),
                        html("<span class=\"hint\">{}</span>", stranger.agentId()).when(named)),
                DisplayFormat.count(stranger.events()),
                DisplayFormat.moment(stranger.since(), zone),
                html(
                        """
                        <form method="post" action="/console/agents/let-in">{}\
                        <input type="hidden" name="agent" value="{}">\
                        <button class="second" aria-label="Let {} in">Let in</button></form>""",
                        who.field(),
                        stranger.agentId(),
                        stranger.name()));
    }
}

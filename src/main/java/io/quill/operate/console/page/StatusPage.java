package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.draw.BarChart;
import io.quill.operate.console.draw.Gauge;
import io.quill.operate.console.draw.PipelineDiagram;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.view.ConsoleProblem;
import io.quill.operate.console.view.ConsoleProblem.Weight;
import io.quill.operate.console.view.FigureHistory;
import io.quill.operate.console.view.PipelineCounts;
import io.quill.operate.console.view.RemainingQuota;
import io.quill.operate.console.view.StatusOverview;
import io.quill.operate.console.web.ConsolePage;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.LiveSlots;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Page of Quill's present state. */
public final class StatusPage implements ConsolePage {
    private final StatusOverview statusOverview;
    private final FigureHistory figureHistory;
    private final ZoneId zone;

    public StatusPage(StatusOverview statusOverview, FigureHistory figureHistory, ZoneId zone) {
        this.statusOverview = statusOverview;
        this.figureHistory = figureHistory;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> render(
            ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots) {
        if (!consoleRequest.path().isEmpty()) {
            return Optional.empty();
        }
        PipelineCounts now = statusOverview.standing();
        List<ConsoleProblem> troubles = statusOverview.troubles();
        return Optional.of(
                new Sheet(
                        "Now",
                        html(
                                """
                                <p class="unseen" role="status">{}</p>
                                {}
                                <section class="river" aria-labelledby="river-title">
                                  <h2 id="river-title">The river</h2>
                                  {}
                                  <div class="picture">{}{}</div>
                                </section>
                                <section aria-labelledby="quota-title">
                                  <h2 id="quota-title">What Power BI still takes</h2>
                                  {}
                                </section>
                                <section aria-labelledby="hour-title">
                                  <h2 id="hour-title">The last hour</h2>
                                  {}
                                  <p class="hint">As this process has seen it since it started; \
                                another one beside it has an hour of its own.</p>
                                </section>
                                <section aria-labelledby="sum-title">
                                  <h2 id="sum-title">The sum of today</h2>
                                  {}
                                  <p class="hint">Today by UTC, as the books are kept. Whatever was \
                                received has to be found again somewhere.</p>
                                  {}
                                </section>
                                """,
                                liveSlots.word("weights", weights(troubles)),
                                liveSlots.block("troubles", troubles(troubles)),
                                liveSlots.block("oldest", oldest(now)),
                                PipelineDiagram.background(),
                                liveSlots.block("river", PipelineDiagram.counts(now)),
                                liveSlots.block("quota", quota(statusOverview.budget(), now.at())),
                                liveSlots.block("hour", hour(now.at())),
                                liveSlots.block("sum", AccountsTable.of(now.accounts())),
                                liveSlots.block("recount", recount()))));
    }

    private Html recount() {
        return statusOverview
                .lastRecount()
                .map(
                        last ->
                                html(
                                        "<p class=\"hint\">Recounted {}: {}.</p>",
                                        DisplayFormat.moment(last.at(), zone),
                                        last.words()))
                .orElse(html("<p class=\"hint\">Not recounted yet.</p>"));
    }

    /** Returns the text for screen readers; other words of a problem may change each second. */
    private static String weights(List<ConsoleProblem> troubles) {
        return troubles.isEmpty()
                ? "Nothing needs a person."
                : Stream.of(Weight.ALARM, Weight.WARNING, Weight.NOTE)
                        .map(weight -> counted(troubles, weight))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static String counted(List<ConsoleProblem> troubles, Weight weight) {
        long many = troubles.stream().filter(each -> each.weight() == weight).count();
        return many == 0 ? "" : DisplayFormat.counted(many, DisplayFormat.plain(weight));
    }

    private static Html troubles(List<ConsoleProblem> troubles) {
        return troubles.isEmpty()
                ? html(
                        """
                        <p class="well"><span class="mark good" aria-hidden="true"></span>\
                        All is well: nothing needs a person.</p>""")
                : html(
                        "<ul class=\"troubles\">{}</ul>",
                        troubles.stream().map(StatusPage::trouble).collect(joined()));
    }

    private static Html trouble(ConsoleProblem consoleProblem) {
        return html(
                """
                <li class="{}"><span class="mark" aria-hidden="true"></span>
                <div><strong>{}</strong> <span class="weight">{}</span><p>{}</p></div>{}</li>""",
                DisplayFormat.plain(consoleProblem.weight()),
                consoleProblem.what(),
                DisplayFormat.plain(consoleProblem.weight()),
                consoleProblem.words(),
                consoleProblem
                        .remedy()
                        .map(
                                remedy ->
                                        html(
                                                "<a class=\"button\" href=\"{}\">{}</a>",
                                                remedy.where(),
                                                remedy.label())));
    }

    private static Html oldest(PipelineCounts now) {
        return html(
                "<p class=\"lead\">{}</p>",
                now.oldestAge()
                        .map(
                                age ->
                                        "The oldest event that waits came "
                                                + DisplayFormat.duration(age)
                                                + " ago.")
                        .orElse("Nothing waits."));
    }

    private static Html quota(Optional<RemainingQuota> budget, Instant now) {
        return budget.map(left -> gauges(left, now))
                .orElseGet(
                        () ->
                                html(
                                        """
                                        <p class="lead">Power BI is not set up: events are held, \
                                        and nothing is pushed.</p>"""));
    }

    private static Html gauges(RemainingQuota left, Instant now) {
        return html(
                "<div class=\"gauges\">{}{}</div>",
                Gauge.left(
                        "Requests left this " + left.window(),
                        left.requestsLeft(),
                        left.requestsAllowed(),
                        left.notBefore()
                                .filter(now::isBefore)
                                .map(
                                        until ->
                                                "Power BI asks to wait "
                                                        + DisplayFormat.duration(
                                                                Duration.between(now, until)))
                                .orElse("Counted before each request, so none is refused.")),
                Gauge.left(
                        "Rows left this hour",
                        left.rowsLeft(),
                        left.rowsAllowed(),
                        "The largest table holds "
                                + DisplayFormat.counted(left.largestTable(), "row")
                                + "."));
    }

    private Html hour(Instant now) {
        return html(
                "<div class=\"charts\">{}{}{}</div>",
                BarChart.hour(
                        "Received",
                        "in the last minute",
                        figureHistory.growth(FigureHistory.Sample::received, now)),
                BarChart.hour(
                        "Settled",
                        "in the last minute",
                        figureHistory.growth(FigureHistory.Sample::settled, now)),
                BarChart.hour(
                        "Waiting", "now", figureHistory.level(FigureHistory.Sample::waiting, now)));
    }
}

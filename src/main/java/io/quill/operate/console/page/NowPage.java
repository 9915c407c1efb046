package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.draw.Chart;
import io.quill.operate.console.draw.Gauge;
import io.quill.operate.console.draw.RiverPicture;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.view.Budget;
import io.quill.operate.console.view.History;
import io.quill.operate.console.view.Overview;
import io.quill.operate.console.view.Standing;
import io.quill.operate.console.view.Trouble;
import io.quill.operate.console.view.Trouble.Weight;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Page;
import io.quill.operate.console.web.Slots;
import io.quill.operate.console.web.Visitor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How Quill is doing at this moment. */
public final class NowPage implements Page {
    private final Overview overview;
    private final History history;
    private final ZoneId zone;

    public NowPage(Overview overview, History history, ZoneId zone) {
        this.overview = overview;
        this.history = history;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> at(Ask ask, Visitor who, Slots slots) {
        if (!ask.path().isEmpty()) {
            return Optional.empty();
        }
        Standing now = overview.standing();
        List<Trouble> troubles = overview.troubles();
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
                                slots.word("weights", weights(troubles)),
                                slots.block("troubles", troubles(troubles)),
                                slots.block("oldest", oldest(now)),
                                RiverPicture.bed(),
                                slots.block("river", RiverPicture.counts(now)),
                                slots.block("quota", quota(overview.budget(), now.at())),
                                slots.block("hour", hour(now.at())),
                                slots.block("sum", Accounts.of(now.accounts())),
                                slots.block("recount", recount()))));
    }

    private Html recount() {
        return overview.lastRecount()
                .map(
                        last ->
                                html(
                                        "<p class=\"hint\">Recounted {}: {}.</p>",
                                        Words.moment(last.at(), zone),
                                        last.words()))
                .orElse(html("<p class=\"hint\">Not recounted yet.</p>"));
    }

    /** What is read out; the words beside a trouble may change each second. */
    private static String weights(List<Trouble> troubles) {
        return troubles.isEmpty()
                ? "Nothing needs a person."
                : Stream.of(Weight.ALARM, Weight.WARNING, Weight.NOTE)
                        .map(weight -> counted(troubles, weight))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static String counted(List<Trouble> troubles, Weight weight) {
        long many = troubles.stream().filter(each -> each.weight() == weight).count();
        return many == 0 ? "" : Words.counted(many, Words.plain(weight));
    }

    private static Html troubles(List<Trouble> troubles) {
        return troubles.isEmpty()
                ? html(
                        """
                        <p class="well"><span class="mark good" aria-hidden="true"></span>\
                        All is well: nothing needs a person.</p>""")
                : html(
                        "<ul class=\"troubles\">{}</ul>",
                        troubles.stream().map(NowPage::trouble).collect(joined()));
    }

    private static Html trouble(Trouble trouble) {
        return html(
                """
                <li class="{}"><span class="mark" aria-hidden="true"></span>
                <div><strong>{}</strong> <span class="weight">{}</span><p>{}</p></div>{}</li>""",
                Words.plain(trouble.weight()),
                trouble.what(),
                Words.plain(trouble.weight()),
                trouble.words(),
                trouble.remedy()
                        .map(
                                remedy ->
                                        html(
                                                "<a class=\"button\" href=\"{}\">{}</a>",
                                                remedy.where(),
                                                remedy.label())));
    }

    private static Html oldest(Standing now) {
        return html(
                "<p class=\"lead\">{}</p>",
                now.oldestAge()
                        .map(age -> "The oldest event that waits came " + Words.span(age) + " ago.")
                        .orElse("Nothing waits."));
    }

    private static Html quota(Optional<Budget> budget, Instant now) {
        return budget.map(left -> gauges(left, now))
                .orElseGet(
                        () ->
                                html(
                                        """
                                        <p class="lead">Power BI is not set up: events are held, \
                                        and nothing is pushed.</p>"""));
    }

    private static Html gauges(Budget left, Instant now) {
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
                                                        + Words.span(Duration.between(now, until)))
                                .orElse("Counted before each request, so none is refused.")),
                Gauge.left(
                        "Rows left this hour",
                        left.rowsLeft(),
                        left.rowsAllowed(),
                        "The largest table holds "
                                + Words.counted(left.largestTable(), "row")
                                + "."));
    }

    private Html hour(Instant now) {
        return html(
                "<div class=\"charts\">{}{}{}</div>",
                Chart.hour(
                        "Received",
                        "in the last minute",
                        history.growth(History.Sample::received, now)),
                Chart.hour(
                        "Settled",
                        "in the last minute",
                        history.growth(History.Sample::settled, now)),
                Chart.hour("Waiting", "now", history.level(History.Sample::waiting, now)));
    }
}

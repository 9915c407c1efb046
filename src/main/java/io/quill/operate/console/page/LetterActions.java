package io.quill.operate.console.page;

import static io.quill.operate.console.draw.HtmlTable.words;
import static io.quill.operate.console.html.Html.html;

import io.quill.events.ledger.LedgerEntry;
import io.quill.events.webhook.ReplayOutcome;
import io.quill.operate.console.draw.HtmlTable;
import io.quill.operate.console.draw.HtmlTable.Row;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.view.LetterService;
import io.quill.operate.console.view.LetterService.Begun;
import io.quill.operate.console.view.LetterService.Group;
import io.quill.operate.console.web.ConsolePage.Sheet;
import io.quill.operate.console.web.ConsolePage.Step;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.FormAction.Outcome;

import java.util.List;
import java.util.Optional;

/** Form actions on dead letters: chosen ones, or all of a reason. */
public final class LetterActions {
    private static final int MOST_SHOWN = 200;
    private static final HtmlTable REHEARSAL =
            HtmlTable.of("The dry run", words("Event"), words("Replaying it now"));

    private final LetterService letterService;

    public LetterActions(LetterService letterService) {
        this.letterService = letterService;
    }

    /**
     * Returns the actions on one letter; one that would change nothing is possible, but not
     * suggested.
     */
    static Html ofOne(ReplayOutcome replayOutcome) {
        return html(
                """
                <p class="actions"><button{} formaction="/console/letters/replay">Replay it</button></p>
                {}""",
                html(" class=\"second\"").when(replayOutcome instanceof ReplayOutcome.StillDead),
                discard("Discard it"));
    }

    static Html ofMany(int all) {
        return html(
                """
                <div class="choices">
                <fieldset><legend>The chosen</legend><p class="actions">
                <button formaction="/console/letters/replay">Replay</button>
                <button class="second" formaction="/console/letters/rehearse">Dry run</button>
                </p></fieldset>
                <fieldset><legend>All {} of this reason</legend><p class="actions">
                <button class="second" formaction="/console/letters/replay" name="all" value="yes">\
                Replay all</button>
                <button class="second" formaction="/console/letters/rehearse" name="all" value="yes">\
                Dry run of all</button>
                </p></fieldset></div>
                {}""",
                DisplayFormat.count(all),
                discard("Discard the chosen"));
    }

    private static Html discard(String label) {
        return html(
                """
                <details><summary>Discard instead</summary>
                <div class="card stack"><p>What is discarded is never counted, and cannot be brought back \
                once it is forgotten. The reason and your name go into the audit.</p>
                <label class="field"><span>Reason</span><input name="because" maxlength="200"></label>
                <p class="actions"><button class="danger" formaction="/console/letters/discard">{}</button></p>
                </div></details>""",
                label);
    }

    public Outcome replay(ConsoleRequest consoleRequest, ConsoleUser who) {
        List<LedgerEntry> chosen = chosen(consoleRequest);
        return chosen.isEmpty()
                ? nothing()
                : outcome(letterService.replay(chosen, what(consoleRequest, chosen), who.name()));
    }

    public Outcome discard(ConsoleRequest consoleRequest, ConsoleUser who) {
        List<LedgerEntry> chosen = chosen(consoleRequest);
        String because = consoleRequest.field("because").strip();
        if (because.isEmpty()) {
            return new Outcome.NotDone("Discarding needs a reason: go back, and give one.");
        }
        return chosen.isEmpty()
                ? nothing()
                : outcome(
                        letterService.discard(
                                chosen, what(consoleRequest, chosen), because, who.name()));
    }

    public Outcome rehearse(ConsoleRequest consoleRequest, ConsoleUser who) {
        List<LedgerEntry> chosen = chosen(consoleRequest);
        return chosen.isEmpty() ? nothing() : new Outcome.Rehearsed(rehearsal(chosen));
    }

    private List<LedgerEntry> chosen(ConsoleRequest consoleRequest) {
        if (consoleRequest.field("all").equals("yes")) {
            return letterService.oldest().stream()
                    .filter(
                            new Group(
                                    consoleRequest.field("source"), consoleRequest.field("reason")))
                    .toList();
        }
        return consoleRequest.fieldAll("key").stream()
                .flatMap(key -> EventsPage.key(key).stream())
                .map(letterService::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String what(ConsoleRequest consoleRequest, List<LedgerEntry> chosen) {
        return chosen.size() == 1
                ? chosen.getFirst().key().value()
                : consoleRequest.field("source") + ", " + consoleRequest.field("reason");
    }

    private static Outcome nothing() {
        return new Outcome.NotDone("No letter was chosen, or those that were have moved on.");
    }

    private static Outcome outcome(Begun begun) {
        return switch (begun) {
            case Begun.Run(String id) -> new Outcome.Done(ConsoleLink.of("/runs").to(id));
            case Begun.Busy(String words) -> new Outcome.NotDone(words);
        };
    }

    private Sheet rehearsal(List<LedgerEntry> chosen) {
        Group group = Group.of(chosen.getFirst());
        return new Sheet(
                        "Dry run",
                        html(
                                """
                                <p class="lead">Nothing was done. This is what replaying {} would come \
                                to{}.</p>{}""",
                                DisplayFormat.counted(chosen.size(), "letter"),
                                chosen.size() > MOST_SHOWN
                                        ? "; the oldest " + MOST_SHOWN + " are shown"
                                        : "",
                                REHEARSAL.with(chosen.stream().limit(MOST_SHOWN).map(this::row))))
                .below(
                        new Step("Dead letters", ConsoleLink.of("/letters")),
                        new Step(
                                DisplayFormat.capital(group.reason()), LettersPage.address(group)));
    }

    private Row row(LedgerEntry letter) {
        return Row.of(
                html("<span class=\"key\">{}</span>", letter.key()),
                told(letterService.rehearse(letter)));
    }

    static Html told(ReplayOutcome replayOutcome) {
        return switch (replayOutcome) {
            case ReplayOutcome.Offered _ -> StateBadges.mark("good", "offers it to Power BI again");
            case ReplayOutcome.Understood(var arrivals, int ignored) ->
                    StateBadges.mark(
                            "good",
                            "understands it: %s to hold, %d of no interest"
                                    .formatted(
                                            DisplayFormat.counted(arrivals.size(), "event"),
                                            ignored));
            case ReplayOutcome.StillDead(String reason) ->
                    StateBadges.mark("bad", "leaves it dead: " + reason);
        };
    }
}

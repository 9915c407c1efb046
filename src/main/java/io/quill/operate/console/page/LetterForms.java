package io.quill.operate.console.page;

import static io.quill.operate.console.draw.Table.words;
import static io.quill.operate.console.html.Html.html;

import io.quill.events.ledger.Entry;
import io.quill.events.webhook.Prospect;
import io.quill.operate.console.draw.Table;
import io.quill.operate.console.draw.Table.Row;
import io.quill.operate.console.html.Address;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.view.Letters;
import io.quill.operate.console.view.Letters.Begun;
import io.quill.operate.console.view.Letters.Group;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Deed.Outcome;
import io.quill.operate.console.web.Page.Sheet;
import io.quill.operate.console.web.Page.Step;
import io.quill.operate.console.web.Visitor;

import java.util.List;
import java.util.Optional;

/** What may be done with dead letters: some that were chosen, or all of a reason. */
public final class LetterForms {
    private static final int MOST_SHOWN = 200;
    private static final Table REHEARSAL =
            Table.of("The dry run", words("Event"), words("Replaying it now"));

    private final Letters letters;

    public LetterForms(Letters letters) {
        this.letters = letters;
    }

    /** What would change nothing is possible, and not what one is led to. */
    static Html ofOne(Prospect prospect) {
        return html(
                """
                <p class="actions"><button{} formaction="/console/letters/replay">Replay it</button></p>
                {}""",
                html(" class=\"second\"").when(prospect instanceof Prospect.StillDead),
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
                Words.count(all),
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

    public Outcome replay(Ask ask, Visitor who) {
        List<Entry> chosen = chosen(ask);
        return chosen.isEmpty()
                ? nothing()
                : outcome(letters.replay(chosen, what(ask, chosen), who.name()));
    }

    public Outcome discard(Ask ask, Visitor who) {
        List<Entry> chosen = chosen(ask);
        String because = ask.field("because").strip();
        if (because.isEmpty()) {
            return new Outcome.NotDone("Discarding needs a reason: go back, and give one.");
        }
        return chosen.isEmpty()
                ? nothing()
                : outcome(letters.discard(chosen, what(ask, chosen), because, who.name()));
    }

    public Outcome rehearse(Ask ask, Visitor who) {
        List<Entry> chosen = chosen(ask);
        return chosen.isEmpty() ? nothing() : new Outcome.Rehearsed(rehearsal(chosen));
    }

    private List<Entry> chosen(Ask ask) {
        if (ask.field("all").equals("yes")) {
            return letters.oldest().stream()
                    .filter(new Group(ask.field("source"), ask.field("reason")))
                    .toList();
        }
        return ask.fieldAll("key").stream()
                .flatMap(key -> EventsPage.key(key).stream())
                .map(letters::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String what(Ask ask, List<Entry> chosen) {
        return chosen.size() == 1
                ? chosen.getFirst().key().value()
                : ask.field("source") + ", " + ask.field("reason");
    }

    private static Outcome nothing() {
        return new Outcome.NotDone("No letter was chosen, or those that were have moved on.");
    }

    private static Outcome outcome(Begun begun) {
        return switch (begun) {
            case Begun.Run(String id) -> new Outcome.Done(Address.of("/runs").to(id));
            case Begun.Busy(String words) -> new Outcome.NotDone(words);
        };
    }

    private Sheet rehearsal(List<Entry> chosen) {
        Group group = Group.of(chosen.getFirst());
        return new Sheet(
                        "Dry run",
                        html(
                                """
                                <p class="lead">Nothing was done. This is what replaying {} would come \
                                to{}.</p>{}""",
                                Words.counted(chosen.size(), "letter"),
                                chosen.size() > MOST_SHOWN
                                        ? "; the oldest " + MOST_SHOWN + " are shown"
                                        : "",
                                REHEARSAL.with(chosen.stream().limit(MOST_SHOWN).map(this::row))))
                .below(
                        new Step("Dead letters", Address.of("/letters")),
                        new Step(Words.capital(group.reason()), LettersPage.address(group)));
    }

    private Row row(Entry letter) {
        return Row.of(
                html("<span class=\"key\">{}</span>", letter.key()),
                told(letters.rehearse(letter)));
    }

    static Html told(Prospect prospect) {
        return switch (prospect) {
            case Prospect.Offered _ -> States.mark("good", "offers it to Power BI again");
            case Prospect.Understood(var arrivals, int ignored) ->
                    States.mark(
                            "good",
                            "understands it: %s to hold, %d of no interest"
                                    .formatted(Words.counted(arrivals.size(), "event"), ignored));
            case Prospect.StillDead(String reason) ->
                    States.mark("bad", "leaves it dead: " + reason);
        };
    }
}

package io.quill.operate.console.page;

import static io.quill.operate.console.draw.HtmlTable.action;
import static io.quill.operate.console.draw.HtmlTable.code;
import static io.quill.operate.console.draw.HtmlTable.number;
import static io.quill.operate.console.draw.HtmlTable.plain;
import static io.quill.operate.console.draw.HtmlTable.words;
import static io.quill.operate.console.html.Html.html;

import io.quill.events.ledger.LedgerEntry;
import io.quill.events.webhook.DeadLetters;
import io.quill.events.webhook.ReplayOutcome;
import io.quill.operate.console.draw.HtmlTable;
import io.quill.operate.console.draw.HtmlTable.Row;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.view.LetterService;
import io.quill.operate.console.view.LetterService.Group;
import io.quill.operate.console.web.ConsolePage;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.LiveSlots;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Page of dead letters: by reason, the letters of a reason, and one letter. */
public final class LettersPage implements ConsolePage {
    private static final int MOST_SHOWN = 200;
    private static final Step ALL = new Step("Dead letters", ConsoleLink.of("/letters"));
    private static final HtmlTable GROUPS =
            HtmlTable.of(
                    "Dead letters by reason",
                    words("Reason"),
                    plain("Source"),
                    number("Letters"),
                    words("Oldest"),
                    words("Newest"));
    private static final HtmlTable LETTERS =
            HtmlTable.of(
                    "The letters",
                    action("Chosen"),
                    words("Event"),
                    words("Received"),
                    code("Envelope"));

    private final LetterService letterService;
    private final ZoneId zone;

    public LettersPage(LetterService letterService, ZoneId zone) {
        this.letterService = letterService;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> render(
            ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots) {
        return switch (consoleRequest.path().size()) {
            case 1 ->
                    Optional.of(
                            consoleRequest.query("reason").isEmpty()
                                    ? groups(liveSlots)
                                    : group(
                                            new Group(
                                                    consoleRequest.query("source"),
                                                    consoleRequest.query("reason")),
                                            who));
            case 2 ->
                    EventsPage.key(consoleRequest.path().get(1))
                            .flatMap(letterService::find)
                            .map(letter -> one(letter, who));
            default -> Optional.empty();
        };
    }

    private Sheet groups(LiveSlots liveSlots) {
        List<LedgerEntry> oldest = letterService.oldest();
        Map<Group, List<LedgerEntry>> groups =
                oldest.stream().collect(Collectors.groupingBy(Group::of));
        return new Sheet(
                ALL.name(),
                html(
                        """
                        <p class="lead">What could not be read, or was refused for what it holds. It \
                        counts for nothing until somebody replays it.{}</p>
                        {}""",
                        capped(oldest),
                        liveSlots.block("groups", table(groups))));
    }

    private static String capped(List<LedgerEntry> oldest) {
        return oldest.size() == DeadLetters.MOST_LISTED
                ? " There are more than are counted here: these are the oldest %s. Replay or discard"
                                .formatted(DisplayFormat.count(oldest.size()))
                        + " them, and the others show."
                : "";
    }

    private Html table(Map<Group, List<LedgerEntry>> groups) {
        return groups.isEmpty()
                ? html("<p class=\"card nothing\">There are no dead letters.</p>")
                : GROUPS.with(
                        groups.entrySet().stream()
                                .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
                                .map(each -> row(each.getKey(), each.getValue())));
    }

    private Row row(Group group, List<LedgerEntry> those) {
        return Row.of(
                html(
                        "<a href=\"{}\">{}</a>",
                        address(group),
                        DisplayFormat.capital(group.reason())),
                group.source(),
                DisplayFormat.count(those.size()),
                DisplayFormat.moment(those.getFirst().seenAt(), zone),
                DisplayFormat.moment(those.getLast().seenAt(), zone));
    }

    static ConsoleLink address(Group group) {
        return ConsoleLink.of("/letters")
                .with("source", group.source())
                .with("reason", group.reason());
    }

    private Sheet group(Group group, ConsoleUser who) {
        List<LedgerEntry> oldest = letterService.oldest();
        List<LedgerEntry> those = oldest.stream().filter(group).toList();
        return new Sheet(
                        DisplayFormat.capital(group.reason()),
                        content(group, those, capped(oldest), who))
                .below(ALL);
    }

    private Html content(Group group, List<LedgerEntry> those, String capped, ConsoleUser who) {
        if (those.isEmpty()) {
            return html("<p class=\"card nothing\">None is left of these.</p>");
        }
        return html(
                """
                <p class="lead">{} from {}.{}{}</p>
                <form method="post" class="stack">{}
                <input type="hidden" name="source" value="{}">
                <input type="hidden" name="reason" value="{}">
                {}{}</form>""",
                DisplayFormat.counted(those.size(), "letter"),
                group.source(),
                those.size() > MOST_SHOWN ? " The oldest " + MOST_SHOWN + " are shown." : "",
                capped,
                who.field(),
                group.source(),
                group.reason(),
                LETTERS.with(those.stream().limit(MOST_SHOWN).map(this::letter)),
                LetterActions.ofMany(those.size()));
    }

    private Row letter(LedgerEntry letter) {
        return Row.of(
                html(
                        """
                        <input type="checkbox" name="key" value="{}" aria-label="Choose {}">""",
                        letter.key(),
                        letter.key()),
                html(
                        "<a class=\"key\" href=\"{}\">{}</a>",
                        ConsoleLink.of("/letters").to(letter.key().value()),
                        letter.key()),
                DisplayFormat.moment(letter.seenAt(), zone),
                letter.envelope());
    }

    private Sheet one(LedgerEntry letter, ConsoleUser who) {
        Group group = Group.of(letter);
        ReplayOutcome replayOutcome = letterService.rehearse(letter);
        return new Sheet(
                        letter.key().value(),
                        html(
                                """
                                <section class="card stack" aria-label="The letter">
                                <dl class="facts"><dt>Why it was given up</dt><dd>{}</dd>\
                                <dt>Received</dt><dd>{}</dd><dt>Envelope</dt><dd class="key">{}</dd>\
                                <dt>Replaying it now</dt><dd>{}</dd></dl>
                                <form method="post" class="stack">{}\
                                <input type="hidden" name="key" value="{}">{}</form>
                                </section>
                                {}""",
                                letter.reason(),
                                DisplayFormat.moment(letter.seenAt(), zone),
                                letter.envelope(),
                                LetterActions.told(replayOutcome),
                                who.field(),
                                letter.key(),
                                LetterActions.ofOne(replayOutcome),
                                letterService.body(letter.key()).map(EventPage::body)))
                .below(ALL, new Step(DisplayFormat.capital(group.reason()), address(group)));
    }
}

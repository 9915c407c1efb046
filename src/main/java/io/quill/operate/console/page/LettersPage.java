package io.quill.operate.console.page;

import static io.quill.operate.console.draw.Table.action;
import static io.quill.operate.console.draw.Table.code;
import static io.quill.operate.console.draw.Table.number;
import static io.quill.operate.console.draw.Table.plain;
import static io.quill.operate.console.draw.Table.words;
import static io.quill.operate.console.html.Html.html;

import io.quill.events.ledger.Entry;
import io.quill.events.webhook.DeadLetters;
import io.quill.events.webhook.Prospect;
import io.quill.operate.console.draw.Table;
import io.quill.operate.console.draw.Table.Row;
import io.quill.operate.console.html.Address;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.view.Letters;
import io.quill.operate.console.view.Letters.Group;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Page;
import io.quill.operate.console.web.Slots;
import io.quill.operate.console.web.Visitor;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was given up: by reason, the letters of a reason, and one of them. */
public final class LettersPage implements Page {
    private static final int MOST_SHOWN = 200;
    private static final Step ALL = new Step("Dead letters", Address.of("/letters"));
    private static final Table GROUPS =
            Table.of(
                    "Dead letters by reason",
                    words("Reason"),
                    plain("Source"),
                    number("Letters"),
                    words("Oldest"),
                    words("Newest"));
    private static final Table LETTERS =
            Table.of(
                    "The letters",
                    action("Chosen"),
                    words("Event"),
                    words("Received"),
                    code("Envelope"));

    private final Letters letters;
    private final ZoneId zone;

    public LettersPage(Letters letters, ZoneId zone) {
        this.letters = letters;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> at(Ask ask, Visitor who, Slots slots) {
        return switch (ask.path().size()) {
            case 1 ->
                    Optional.of(
                            ask.query("reason").isEmpty()
                                    ? groups(slots)
                                    : group(
                                            new Group(ask.query("source"), ask.query("reason")),
                                            who));
            case 2 ->
                    EventsPage.key(ask.path().get(1))
                            .flatMap(letters::find)
                            .map(letter -> one(letter, who));
            default -> Optional.empty();
        };
    }

    private Sheet groups(Slots slots) {
        List<Entry> oldest = letters.oldest();
        Map<Group, List<Entry>> groups = oldest.stream().collect(Collectors.groupingBy(Group::of));
        return new Sheet(
                ALL.name(),
                html(
                        """
                        <p class="lead">What could not be read, or was refused for what it holds. It \
                        counts for nothing until somebody replays it.{}</p>
                        {}""",
                        capped(oldest),
                        slots.block("groups", table(groups))));
    }

    private static String capped(List<Entry> oldest) {
        return oldest.size() == DeadLetters.MOST_LISTED
                ? " There are more than are counted here: these are the oldest %s. Replay or discard"
                                .formatted(Words.count(oldest.size()))
                        + " them, and the others show."
                : "";
    }

    private Html table(Map<Group, List<Entry>> groups) {
        return groups.isEmpty()
                ? html("<p class=\"card nothing\">There are no dead letters.</p>")
                : GROUPS.with(
                        groups.entrySet().stream()
                                .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
                                .map(each -> row(each.getKey(), each.getValue())));
    }

    private Row row(Group group, List<Entry> those) {
        return Row.of(
                html("<a href=\"{}\">{}</a>", address(group), Words.capital(group.reason())),
                group.source(),
                Words.count(those.size()),
                Words.moment(those.getFirst().seenAt(), zone),
                Words.moment(those.getLast().seenAt(), zone));
    }

    static Address address(Group group) {
        return Address.of("/letters").with("source", group.source()).with("reason", group.reason());
    }

    private Sheet group(Group group, Visitor who) {
        List<Entry> oldest = letters.oldest();
        List<Entry> those = oldest.stream().filter(group).toList();
        return new Sheet(Words.capital(group.reason()), content(group, those, capped(oldest), who))
                .below(ALL);
    }

    private Html content(Group group, List<Entry> those, String capped, Visitor who) {
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
                Words.counted(those.size(), "letter"),
                group.source(),
                those.size() > MOST_SHOWN ? " The oldest " + MOST_SHOWN + " are shown." : "",
                capped,
                who.field(),
                group.source(),
                group.reason(),
                LETTERS.with(those.stream().limit(MOST_SHOWN).map(this::letter)),
                LetterForms.ofMany(those.size()));
    }

    private Row letter(Entry letter) {
        return Row.of(
                html(
                        """
                        <input type="checkbox" name="key" value="{}" aria-label="Choose {}">""",
                        letter.key(),
                        letter.key()),
                html(
                        "<a class=\"key\" href=\"{}\">{}</a>",
                        Address.of("/letters").to(letter.key().value()),
                        letter.key()),
                Words.moment(letter.seenAt(), zone),
                letter.envelope());
    }

    private Sheet one(Entry letter, Visitor who) {
        Group group = Group.of(letter);
        Prospect prospect = letters.rehearse(letter);
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
                                Words.moment(letter.seenAt(), zone),
                                letter.envelope(),
                                LetterForms.told(prospect),
                                who.field(),
                                letter.key(),
                                LetterForms.ofOne(prospect),
                                letters.body(letter.key()).map(EventPage::body)))
                .below(ALL, new Step(Words.capital(group.reason()), address(group)));
    }
}

package io.quill.console.page;

import static io.quill.console.html.Html.html;
import static io.quill.console.html.Html.joined;

import io.quill.console.html.Address;
import io.quill.console.html.Html;
import io.quill.console.html.Words;
import io.quill.console.view.Letters;
import io.quill.console.view.Letters.Group;
import io.quill.console.web.Ask;
import io.quill.console.web.Page;
import io.quill.console.web.Slots;
import io.quill.console.web.Visitor;
import io.quill.ledger.Entry;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was given up: by reason, the letters of a reason, and one of them. */
public final class LettersPage implements Page {
    private static final int MOST_SHOWN = 200;

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
        Map<Group, List<Entry>> groups =
                letters.all().stream().collect(Collectors.groupingBy(Group::of));
        return new Sheet(
                "Dead letters",
                html(
                        """
                        <p class="lead">What could not be read, or was refused for what it holds. It \
                        counts for nothing until somebody replays it.</p>
                        {}""",
                        slots.block("groups", table(groups))));
    }

    private Html table(Map<Group, List<Entry>> groups) {
        if (groups.isEmpty()) {
            return html("<p class=\"card nothing\">There are no dead letters.</p>");
        }
        return html(
                """
                <div class="scroll" tabindex="0" role="region" aria-label="Dead letters by reason">
                <table><thead><tr><th scope="col">Reason</th><th scope="col">Source</th>\
                <th scope="col" class="number">Letters</th><th scope="col">Oldest</th>\
                <th scope="col">Newest</th></tr></thead><tbody>{}</tbody></table></div>
                """,
                groups.entrySet().stream()
                        .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
                        .map(each -> row(each.getKey(), each.getValue()))
                        .collect(joined()));
    }

    private Html row(Group group, List<Entry> those) {
        return html(
                """
                <tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td class="number">{}</td>\
                <td>{}</td><td>{}</td></tr>""",
                address(group),
                group.reason(),
                group.source(),
                Words.count(those.size()),
                Words.moment(those.getFirst().seenAt(), zone),
                Words.moment(those.getLast().seenAt(), zone));
    }

    static Address address(Group group) {
        return Address.of("/letters").with("source", group.source()).with("reason", group.reason());
    }

    private Sheet group(Group group, Visitor who) {
        List<Entry> those = letters.all().stream().filter(group).toList();
        if (those.isEmpty()) {
            return new Sheet(
                    group.reason(),
                    html("{}<p class=\"card nothing\">None is left of these.</p>", back()));
        }
        return new Sheet(
                group.reason(),
                html(
                        """
                        {}<form method="post" class="stack">{}
                        <input type="hidden" name="source" value="{}">
                        <input type="hidden" name="reason" value="{}">
                        <p class="lead">{} from {}.{}</p>
                        <div class="scroll" tabindex="0" role="region" aria-label="The letters">
                        <table><thead><tr><th scope="col"><span class="unseen">Chosen</span></th>\
                        <th scope="col">Event</th><th scope="col">Received</th>\
                        <th scope="col">Envelope</th></tr></thead><tbody>{}</tbody></table></div>
                        {}</form>""",
                        back(),
                        who.field(),
                        group.source(),
                        group.reason(),
                        Words.counted(those.size(), "letter"),
                        group.source(),
                        those.size() > MOST_SHOWN
                                ? " The oldest " + MOST_SHOWN + " are shown."
                                : "",
                        those.stream().limit(MOST_SHOWN).map(this::letter).collect(joined()),
                        LetterForms.ofMany(those.size())));
    }

    private Html letter(Entry letter) {
        return html(
                """
                <tr><td><input type="checkbox" name="key" value="{}" aria-label="Choose {}"></td>\
                <th scope="row"><a class="key" href="{}">{}</a></th><td>{}</td>\
                <td class="key">{}</td></tr>""",
                letter.key(),
                letter.key(),
                Address.of("/letters").to(letter.key().value()),
                letter.key(),
                Words.moment(letter.seenAt(), zone),
                letter.envelope());
    }

    private static Html back() {
        return html("<p class=\"crumb\"><a href=\"/console/letters\">Dead letters</a></p>");
    }

    private Sheet one(Entry letter, Visitor who) {
        return new Sheet(
                letter.key().value(),
                html(
                        """
                        <p class="crumb"><a href="/console/letters">Dead letters</a> / \
                        <a href="{}">{}</a></p>
                        <section class="card stack" aria-label="The letter">
                        <dl class="facts"><dt>Why it was given up</dt><dd>{}</dd>\
                        <dt>Received</dt><dd>{}</dd><dt>Envelope</dt><dd class="key">{}</dd>\
                        <dt>Replaying it now</dt><dd>{}</dd></dl>
                        <form method="post">{}<input type="hidden" name="key" value="{}">{}</form>
                        </section>
                        {}""",
                        address(Group.of(letter)),
                        letter.reason(),
                        letter.reason(),
                        Words.moment(letter.seenAt(), zone),
                        letter.envelope(),
                        LetterForms.told(letters.rehearse(letter)),
                        who.field(),
                        letter.key(),
                        LetterForms.ofOne(),
                        letters.body(letter.key()).map(EventPage::body)));
    }
}

package io.quill.operate.console.page;

import static io.quill.operate.console.draw.Table.plain;
import static io.quill.operate.console.draw.Table.words;
import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.State;
import io.quill.operate.console.draw.Table;
import io.quill.operate.console.draw.Table.Row;
import io.quill.operate.console.html.Address;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.view.Names;
import io.quill.operate.console.view.Search;
import io.quill.operate.console.view.Search.Found;
import io.quill.operate.console.view.Search.Wanted;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Page;
import io.quill.operate.console.web.Slots;
import io.quill.operate.console.web.Visitor;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Finds events by key, agent, time and state. */
public final class EventsPage implements Page {
    private static final int MOST = 100;
    private static final Table TABLE =
            Table.of(
                    "Events found",
                    words("Event"),
                    plain("State"),
                    plain("What"),
                    plain("Agent"),
                    words("Happened"),
                    words("Received"));

    private final Search search;
    private final Names names;
    private final ZoneId zone;
    private final EventPage one;

    public EventsPage(Search search, Names names, ZoneId zone) {
        this.search = search;
        this.names = names;
        this.zone = zone;
        this.one = new EventPage(search, names, zone);
    }

    @Override
    public Optional<Sheet> at(Ask ask, Visitor who, Slots slots) {
        return switch (ask.path().size()) {
            case 1 -> Optional.of(list(ask, slots));
            case 2 -> key(ask.path().get(1)).flatMap(key -> one.of(key, slots));
            default -> Optional.empty();
        };
    }

    static Optional<EventKey> key(String text) {
        try {
            return Optional.of(new EventKey(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Sheet list(Ask ask, Slots slots) {
        Found found = search.find(wanted(ask));
        return new Sheet(
                "Events",
                html(
                        "{}{}",
                        filter(ask),
                        slots.block(
                                "found",
                                html(
                                        "<div class=\"stack\"><p class=\"lead\">{}</p>{}</div>",
                                        told(found),
                                        table(found)))));
    }

    private Wanted wanted(Ask ask) {
        return new Wanted(
                ask.query("key").strip(),
                names.id(ask.query("agent").strip()),
                state(ask.query("state")),
                moment(ask.query("since")),
                moment(ask.query("until")),
                MOST);
    }

    private static Optional<State> state(String word) {
        return Arrays.stream(State.values())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst();
    }

    private Optional<Instant> moment(String text) {
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private Html filter(Ask ask) {
        return html(
                """
                <form class="filter card" role="search" aria-label="Events">
                  <label class="field"><span>Key</span>
                    <input name="key" value="{}" placeholder="ALOWARE:54363660" spellcheck="false"></label>
                  <label class="field"><span>Agent</span>
                    <input name="agent" value="{}" list="agents" placeholder="name or id" \
                spellcheck="false"></label>
                  <datalist id="agents">{}</datalist>
                  <label class="field"><span>State</span>
                    <select name="state"><option value="">any</option>{}</select></label>
                  <label class="field"><span>From</span>
                    <input type="datetime-local" name="since" value="{}"></label>
                  <label class="field"><span>Before</span>
                    <input type="datetime-local" name="until" value="{}"></label>
                  <button>Search</button>
                </form>
                """,
                ask.query("key"),
                ask.query("agent"),
                names.known().stream()
                        .map(name -> html("<option value=\"{}\"></option>", name))
                        .collect(joined()),
                Arrays.stream(State.values())
                        .map(each -> option(each, state(ask.query("state"))))
                        .collect(joined()),
                ask.query("since"),
                ask.query("until"));
    }

    private static Html option(State state, Optional<State> chosen) {
        return html(
                "<option value=\"{}\"{}>{}</option>",
                state.name().toLowerCase(Locale.ROOT),
                html(" selected").when(chosen.filter(state::equals).isPresent()),
                word(state));
    }

    private static String word(State state) {
        return switch (state) {
            case READY -> "waiting";
            case BATCHED -> "in flight";
            default -> Words.plain(state);
        };
    }

    private static String told(Found found) {
        if (found.entries().isEmpty()) {
            return "What waits, and what was settled on the days looked at, was searched.";
        }
        String many =
                found.more()
                        ? "The first " + Words.count(found.entries().size()) + " events, and more"
                        : Words.counted(found.entries().size(), "event");
        return many + ". " + found.looked();
    }

    private Html table(Found found) {
        return found.entries().isEmpty()
                ? html("<p class=\"card nothing\">No event is like that.</p>")
                : TABLE.with(found.entries().stream().map(this::row));
    }

    private Row row(Entry entry) {
        return Row.of(
                html(
                        "<a class=\"key\" href=\"{}\">{}</a>",
                        Address.of("/events").to(entry.key().value()),
                        entry.key()),
                States.of(entry.state()),
                entry.event().map(EventsPage::what).orElse("unreadable"),
                entry.event().map(event -> names.of(event.agentId())).orElse(""),
                entry.event().map(event -> Words.moment(event.occurredAt(), zone)),
                Words.moment(entry.seenAt(), zone));
    }

    static String what(FactEvent event) {
        String metric = Words.plain(event.metric());
        return metric.substring(0, metric.length() - 1)
                + (event.outcome().isBlank() ? "" : ", " + event.outcome());
    }
}

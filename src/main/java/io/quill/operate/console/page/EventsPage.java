package io.quill.operate.console.page;

import static io.quill.operate.console.draw.HtmlTable.plain;
import static io.quill.operate.console.draw.HtmlTable.words;
import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerEntry;
import io.quill.operate.console.draw.HtmlTable;
import io.quill.operate.console.draw.HtmlTable.Row;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.view.AgentNameLookup;
import io.quill.operate.console.view.EventSearch;
import io.quill.operate.console.view.EventSearch.Found;
import io.quill.operate.console.view.EventSearch.Wanted;
import io.quill.operate.console.web.ConsolePage;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.LiveSlots;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Page that finds events by key, agent, time and state. */
public final class EventsPage implements ConsolePage {
    private static final int MOST = 100;
    private static final HtmlTable TABLE =
            HtmlTable.of(
                    "Events found",
                    words("Event"),
                    plain("State"),
                    plain("What"),
                    plain("Agent"),
                    words("Happened"),
                    words("Received"));

    private final EventSearch eventSearch;
    private final AgentNameLookup agentNameLookup;
    private final ZoneId zone;
    private final EventPage one;

    public EventsPage(EventSearch eventSearch, AgentNameLookup agentNameLookup, ZoneId zone) {
        this.eventSearch = eventSearch;
        this.agentNameLookup = agentNameLookup;
        this.zone = zone;
        this.one = new EventPage(eventSearch, agentNameLookup, zone);
    }

    @Override
    public Optional<Sheet> render(
            ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots) {
        return switch (consoleRequest.path().size()) {
            case 1 -> Optional.of(list(consoleRequest, liveSlots));
            case 2 -> key(consoleRequest.path().get(1)).flatMap(key -> one.of(key, liveSlots));
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

    private Sheet list(ConsoleRequest consoleRequest, LiveSlots liveSlots) {
        Found found = eventSearch.find(wanted(consoleRequest));
        return new Sheet(
                "Events",
                html(
                        "{}{}",
                        filter(consoleRequest),
                        liveSlots.block(
                                "found",
                                html(
                                        "<div class=\"stack\"><p class=\"lead\">{}</p>{}</div>",
                                        told(found),
                                        table(found)))));
    }

    private Wanted wanted(ConsoleRequest consoleRequest) {
        return new Wanted(
                consoleRequest.query("key").strip(),
                agentNameLookup.id(consoleRequest.query("agent").strip()),
                state(consoleRequest.query("state")),
                moment(consoleRequest.query("since")),
                moment(consoleRequest.query("until")),
                MOST);
    }

    private static Optional<EntryState> state(String word) {
        return Arrays.stream(EntryState.values())
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

    private Html filter(ConsoleRequest consoleRequest) {
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
                consoleRequest.query("key"),
                consoleRequest.query("agent"),
                agentNameLookup.known().stream()
                        .map(name -> html("<option value=\"{}\"></option>", name))
                        .collect(joined()),
                Arrays.stream(EntryState.values())
                        .map(each -> option(each, state(consoleRequest.query("state"))))
                        .collect(joined()),
                consoleRequest.query("since"),
                consoleRequest.query("until"));
    }

    private static Html option(EntryState entryState, Optional<EntryState> chosen) {
        return html(
                "<option value=\"{}\"{}>{}</option>",
                entryState.name().toLowerCase(Locale.ROOT),
                html(" selected").when(chosen.filter(entryState::equals).isPresent()),
                word(entryState));
    }

    private static String word(EntryState entryState) {
        return switch (entryState) {
            case READY -> "waiting";
            case BATCHED -> "in flight";
            default -> DisplayFormat.plain(entryState);
        };
    }

    private static String told(Found found) {
        if (found.entries().isEmpty()) {
            return "What waits, and what was settled on the days looked at, was searched.";
        }
        String many =
                found.more()
                        ? "The first "
                                + DisplayFormat.count(found.entries().size())
                                + " events, and more"
                        : DisplayFormat.counted(found.entries().size(), "event");
        return many + ". " + found.looked();
    }

    private Html table(Found found) {
        return found.entries().isEmpty()
                ? html("<p class=\"card nothing\">No event is like that.</p>")
                : TABLE.with(found.entries().stream().map(this::row));
    }

    private Row row(LedgerEntry ledgerEntry) {
        return Row.of(
                html(
                        "<a class=\"key\" href=\"{}\">{}</a>",
                        ConsoleLink.of("/events").to(ledgerEntry.key().value()),
                        ledgerEntry.key()),
                StateBadges.of(ledgerEntry.state()),
                ledgerEntry.event().map(EventsPage::what).orElse("unreadable"),
                ledgerEntry.event().map(event -> agentNameLookup.of(event.agentId())).orElse(""),
                ledgerEntry.event().map(event -> DisplayFormat.moment(event.occurredAt(), zone)),
                DisplayFormat.moment(ledgerEntry.seenAt(), zone));
    }

    static String what(FactEvent event) {
        String metric = DisplayFormat.plain(event.metric());
        return metric.substring(0, metric.length() - 1)
                + (event.outcome().isBlank() ? "" : ", " + event.outcome());
    }
}

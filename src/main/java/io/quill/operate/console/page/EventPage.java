package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerEntry;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.RedactedBody;
import io.quill.operate.console.view.AgentNameLookup;
import io.quill.operate.console.view.EventSearch;
import io.quill.operate.console.view.EventSearch.Chapter;
import io.quill.operate.console.view.EventSearch.Story;
import io.quill.operate.console.web.ConsolePage.Sheet;
import io.quill.operate.console.web.ConsolePage.Step;
import io.quill.operate.console.web.LiveSlots;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Page of one event and its story. */
final class EventPage {
    private final EventSearch eventSearch;
    private final AgentNameLookup agentNameLookup;
    private final ZoneId zone;

    EventPage(EventSearch eventSearch, AgentNameLookup agentNameLookup, ZoneId zone) {
        this.eventSearch = eventSearch;
        this.agentNameLookup = agentNameLookup;
        this.zone = zone;
    }

    Optional<Sheet> of(EventKey key, LiveSlots liveSlots) {
        return eventSearch
                .story(key)
                .map(
                        story ->
                                new Sheet(
                                                key.value(),
                                                html(
                                                        "{}{}{}",
                                                        liveSlots.block(
                                                                "event", event(story.entry())),
                                                        liveSlots.block("story", chapters(story)),
                                                        story.body().map(EventPage::body)))
                                        .below(new Step("Events", ConsoleLink.of("/events"))));
    }

    private Html event(LedgerEntry ledgerEntry) {
        return html(
                """
                <section class="card stack" aria-label="The event">
                <p>{}</p><dl class="facts">{}{}{}{}<dt>Envelope</dt><dd class="key">{}</dd></dl>{}</section>
                """,
                StateBadges.of(ledgerEntry.state()),
                ledgerEntry.event().map(this::facts),
                fact("Still missing", ledgerEntry.missing()),
                fact("Why", ledgerEntry.reason()),
                ledgerEntry.batch().map(number -> fact("Batch", Long.toString(number))),
                ledgerEntry.envelope(),
                html(
                                "<p><a href=\"{}\">See it among the dead letters</a></p>",
                                ConsoleLink.of("/letters").to(ledgerEntry.key().value()))
                        .when(ledgerEntry.state() == EntryState.DEAD));
    }

    private Html facts(FactEvent event) {
        return html(
                "{}{}<dt>Happened</dt><dd>{}</dd>{}{}{}{}",
                fact("What", EventsPage.what(event)),
                fact("Agent", agent(event.agentId())),
                DisplayFormat.moment(event.occurredAt(), zone),
                fact("Direction", direction(event)),
                fact("Talked", seconds(event.talkSeconds())),
                fact("Took", seconds(event.durationSeconds())),
                fact("Ring group", event.ringGroupId()));
    }

    private static String direction(FactEvent event) {
        return event.direction() == Direction.NONE ? "" : DisplayFormat.plain(event.direction());
    }

    private String agent(String id) {
        String name = agentNameLookup.of(id);
        return name.equals(id) ? id : name + " (" + id + ")";
    }

    private static String seconds(long seconds) {
        return seconds == 0 ? "" : DisplayFormat.duration(Duration.ofSeconds(seconds));
    }

    private static Html fact(String name, String value) {
        return html("<dt>{}</dt><dd>{}</dd>", name, value).when(!value.isBlank());
    }

    private Html chapters(Story story) {
        return html(
                """
                <section class="stack" aria-labelledby="story-title">
                <h2 id="story-title">What became of it</h2>
                <ol class="story card">{}</ol></section>
                """,
                story.chapters().stream().map(this::chapter).collect(joined()));
    }

    private Html chapter(Chapter chapter) {
        return html(
                "<li>{}<span>{}</span></li>",
                DisplayFormat.moment(chapter.at(), zone),
                chapter.words());
    }

    static Html body(byte[] raw) {
        return html(
                """
                <section class="stack" aria-labelledby="body-title">
                <h2 id="body-title">As it came</h2>
                <pre tabindex="0">{}</pre>
                <p class="hint">Secrets, numbers and the names in addresses are covered; the original \
                is kept, and replaying reads that.</p></section>
                """,
                RedactedBody.of(new String(raw, UTF_8)));
    }
}

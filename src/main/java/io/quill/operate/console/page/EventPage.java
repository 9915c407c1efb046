package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.State;
import io.quill.operate.console.html.Address;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Masked;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.view.Names;
import io.quill.operate.console.view.Search;
import io.quill.operate.console.view.Search.Chapter;
import io.quill.operate.console.view.Search.Story;
import io.quill.operate.console.web.Page.Sheet;
import io.quill.operate.console.web.Page.Step;
import io.quill.operate.console.web.Slots;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** One event, and what became of it. */
final class EventPage {
    private final Search search;
    private final Names names;
    private final ZoneId zone;

    EventPage(Search search, Names names, ZoneId zone) {
        this.search = search;
        this.names = names;
        this.zone = zone;
    }

    Optional<Sheet> of(EventKey key, Slots slots) {
        return search.story(key)
                .map(
                        story ->
                                new Sheet(
                                                key.value(),
                                                html(
                                                        "{}{}{}",
                                                        slots.block("event", event(story.entry())),
                                                        slots.block("story", chapters(story)),
                                                        story.body().map(EventPage::body)))
                                        .below(new Step("Events", Address.of("/events"))));
    }

    private Html event(Entry entry) {
        return html(
                """
                <section class="card stack" aria-label="The event">
                <p>{}</p><dl class="facts">{}{}{}{}<dt>Envelope</dt><dd class="key">{}</dd></dl>{}</section>
                """,
                States.of(entry.state()),
                entry.event().map(this::facts),
                fact("Still missing", entry.missing()),
                fact("Why", entry.reason()),
                entry.batch().map(number -> fact("Batch", Long.toString(number))),
                entry.envelope(),
                html(
                                "<p><a href=\"{}\">See it among the dead letters</a></p>",
                                Address.of("/letters").to(entry.key().value()))
                        .when(entry.state() == State.DEAD));
    }

    private Html facts(FactEvent event) {
        return html(
                "{}{}<dt>Happened</dt><dd>{}</dd>{}{}{}{}",
                fact("What", EventsPage.what(event)),
                fact("Agent", agent(event.agentId())),
                Words.moment(event.occurredAt(), zone),
                fact("Direction", direction(event)),
                fact("Talked", seconds(event.talkSeconds())),
                fact("Took", seconds(event.durationSeconds())),
                fact("Ring group", event.ringGroupId()));
    }

    private static String direction(FactEvent event) {
        return event.direction() == Direction.NONE ? "" : Words.plain(event.direction());
    }

    private String agent(String id) {
        String name = names.of(id);
        return name.equals(id) ? id : name + " (" + id + ")";
    }

    private static String seconds(long seconds) {
        return seconds == 0 ? "" : Words.span(Duration.ofSeconds(seconds));
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
                "<li>{}<span>{}</span></li>", Words.moment(chapter.at(), zone), chapter.words());
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
                Masked.of(new String(raw, UTF_8)));
    }
}

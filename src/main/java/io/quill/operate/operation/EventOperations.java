package io.quill.operate.operation;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.Entry;
import io.quill.events.push.Chapter;
import io.quill.events.push.Stories;
import io.quill.events.push.Story;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What became of an event. */
public final class EventOperations implements Operations {
    private final Stories stories;

    public EventOperations(Stories stories) {
        this.stories = stories;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/admin/events/{key}", "getEvent", "The story of one event")
                        .path(Parameter.text("key", "such as ALOWARE:54363660"))
                        .answers(EventTold.class, this::one));
    }

    private Reply one(Call call) {
        return key(call.path("key"))
                .flatMap(stories::of)
                .map(story -> Reply.ok(EventTold.of(story)))
                .orElseGet(
                        () ->
                                Reply.of(
                                        Problem.notFound(
                                                "Nobody has heard of this event, or it was"
                                                        + " forgotten after it was settled")));
    }

    private static Optional<EventKey> key(String text) {
        try {
            return Optional.of(new EventKey(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * An event.
     *
     * @param requestId Power BI's own id of the request that took it
     */
    record EventTold(
            String key,
            String state,
            Instant seenAt,
            String envelope,
            Optional<FactTold> fact,
            String missing,
            String reason,
            Optional<Long> batch,
            Optional<String> requestId,
            List<ChapterTold> story) {
        static EventTold of(Story story) {
            Entry entry = story.entry();
            return new EventTold(
                    entry.key().value(),
                    entry.state().name().toLowerCase(Locale.ROOT),
                    entry.seenAt(),
                    entry.envelope(),
                    entry.event().map(FactTold::of),
                    entry.missing(),
                    entry.reason(),
                    entry.batch(),
                    story.requestId(),
                    ChapterTold.of(story.chapters()));
        }
    }

    record FactTold(
            String metric,
            String agent,
            Instant occurredAt,
            String direction,
            String outcome,
            long talkSeconds,
            long durationSeconds,
            String ringGroup,
            String notes) {
        static FactTold of(FactEvent fact) {
            return new FactTold(
                    fact.metric().name(),
                    fact.agentId(),
                    fact.occurredAt(),
                    fact.direction().name().toLowerCase(Locale.ROOT),
                    fact.outcome(),
                    fact.talkSeconds(),
                    fact.durationSeconds(),
                    fact.ringGroupId(),
                    fact.notes());
        }
    }

    /** One thing that happened. */
    record ChapterTold(Instant at, String what, String words) {
        static List<ChapterTold> of(List<Chapter> chapters) {
            return chapters.stream()
                    .map(
                            each ->
                                    new ChapterTold(
                                            each.at(),
                                            each.what().name().toLowerCase(Locale.ROOT),
                                            each.words()))
                    .toList();
        }
    }
}

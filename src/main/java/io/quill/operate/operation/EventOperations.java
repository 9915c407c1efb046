package io.quill.operate.operation;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.Story;
import io.quill.events.push.StoryEntry;
import io.quill.events.push.StoryReader;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Operation that tells the story of an event. */
public final class EventOperations implements OperationGroup {
    private final StoryReader storyReader;

    public EventOperations(StoryReader storyReader) {
        this.storyReader = storyReader;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/admin/events/{key}", "getEvent", "The story of one event")
                        .path(Parameter.text("key", "such as ALOWARE:54363660"))
                        .answers(EventTold.class, this::one));
    }

    private AdminReply one(OperationCall operationCall) {
        return key(operationCall.path("key"))
                .flatMap(storyReader::find)
                .map(story -> AdminReply.ok(EventTold.of(story)))
                .orElseGet(
                        () ->
                                AdminReply.of(
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
            LedgerEntry ledgerEntry = story.entry();
            return new EventTold(
                    ledgerEntry.key().value(),
                    ledgerEntry.state().name().toLowerCase(Locale.ROOT),
                    ledgerEntry.seenAt(),
                    ledgerEntry.envelope(),
                    ledgerEntry.event().map(FactTold::of),
                    ledgerEntry.missing(),
                    ledgerEntry.reason(),
                    ledgerEntry.batch(),
                    story.requestId(),
                    ChapterTold.of(story.entries()));
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
        static List<ChapterTold> of(List<StoryEntry> chapters) {
            return chapters.stream()
                    .map(
                            each ->
                                    new ChapterTold(
                                            each.at(),
                                            each.kind().name().toLowerCase(Locale.ROOT),
                                            each.words()))
                    .toList();
        }
    }
}

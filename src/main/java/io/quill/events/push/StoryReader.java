package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.LateAgents;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Milestone;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the story of an event, from its ledger entry and its batches. */
public final class StoryReader {
    private final Ledger ledger;
    private final BatchReader batchReader;
    private final LateAgents lateAgents;

    public StoryReader(Ledger ledger, DataStore store) {
        this.ledger = ledger;
        this.batchReader = new BatchReader(store);
        this.lateAgents = new LateAgents(store);
    }

    /** Returns the story of an event; empty if it is forgotten or unknown. */
    public Optional<Story> find(EventKey key) {
        return ledger.find(key).map(this::story);
    }

    public Optional<BatchStory> findBatch(long number) {
        return batchReader.item(number).map(this::batch);
    }

    /** Returns whether a batch is not finished by the pusher. */
    public boolean isBatchUnderWay() {
        return !batchReader.unfinished().isEmpty();
    }

    /** Returns the last batches, the latest first. */
    public List<BatchStory> latestBatches(int most) {
        return batchReader.latest(most).stream().map(this::batch).toList();
    }

    private Story story(LedgerEntry ledgerEntry) {
        List<StoryEntry> chapters = new ArrayList<>();
        String envelope = "held, as envelope " + ledgerEntry.envelope() + " brought it";
        chapters.add(new StoryEntry(ledgerEntry.seenAt(), StoryEntryKind.RECEIVED, envelope));
        ledgerEntry
                .history()
                .times()
                .forEach(
                        (passed, at) ->
                                chapters.add(
                                        new StoryEntry(
                                                at, what(passed), words(passed, ledgerEntry))));
        namedLate(ledgerEntry).ifPresent(chapters::add);
        Optional<String> request = Optional.empty();
        for (long number : ledgerEntry.history().batches()) {
            Optional<Item> batch = batchReader.item(number);
            batch.ifPresent(item -> chapters.addAll(chapters(item)));
            request = batch.flatMap(item -> item.text(BatchItems.REQUEST));
        }
        chapters.sort(Comparator.comparing(StoryEntry::at));
        return new Story(ledgerEntry, chapters, request);
    }

    private Optional<StoryEntry> namedLate(LedgerEntry ledgerEntry) {
        return ledgerEntry
                .event()
                .filter(FactEvent::isUnassigned)
                .flatMap(fact -> lateAgents.find(fact.key()))
                .map(
                        late ->
                                new StoryEntry(
                                        late.at(),
                                        StoryEntryKind.NAMED_LATE,
                                        "envelope %s named the agent %s: the next rebuild counts it so"
                                                .formatted(late.envelope(), late.agentId())));
    }

    private static StoryEntryKind what(Milestone milestone) {
        return switch (milestone) {
            case COMPLETED -> StoryEntryKind.COMPLETED;
            case RESOLVED -> StoryEntryKind.RESOLVED;
            case UNASSIGNED -> StoryEntryKind.UNASSIGNED;
            case PARKED -> StoryEntryKind.PARKED;
            case GATED -> StoryEntryKind.GATED;
            case REVIVED -> StoryEntryKind.REVIVED;
            case BATCHED -> StoryEntryKind.BATCHED;
            case SETTLED -> StoryEntryKind.SETTLED;
            case IGNORED -> StoryEntryKind.IGNORED;
            case DEAD -> StoryEntryKind.DEAD;
        };
    }

    private static String words(Milestone milestone, LedgerEntry ledgerEntry) {
        return switch (milestone) {
            case COMPLETED ->
                    "envelope " + ledgerEntry.history().completedBy() + " brought what was missing";
            case RESOLVED -> "looked up, and complete";
            case UNASSIGNED ->
                    "no delivery had named its agent: it counts for the agent \"unassigned\"";
            case PARKED ->
                    "looked up in vain, the "
                            + ledgerEntry.tries()
                            + ". time: "
                            + ledgerEntry.reason();
            case GATED -> "its agent is not on the roster";
            case REVIVED -> "offered again";
            case BATCHED -> "bound to batch " + ledgerEntry.batch().map(String::valueOf).orElse("");
            case SETTLED -> "done";
            case IGNORED, DEAD -> ledgerEntry.reason();
        };
    }

    private BatchStory batch(Item item) {
        return new BatchStory(
                BatchItems.number(item),
                BatchItems.stageName(BatchItems.stage(item)),
                item.number(BatchItems.ROWS).orElse(0L).intValue(),
                StoryEntry.of(item.text(BatchItems.STORY).orElse("")),
                item.text(BatchItems.REQUEST),
                batchReader.mayBeDoubled(BatchItems.number(item)));
    }

    /** Returns the entries of a batch as they concern one of its events. */
    private static List<StoryEntry> chapters(Item batch) {
        String name = "batch " + BatchItems.number(batch) + ": ";
        return StoryEntry.of(batch.text(BatchItems.STORY).orElse("")).stream()
                .map(each -> new StoryEntry(each.at(), each.kind(), name + each.words()))
                .toList();
    }
}

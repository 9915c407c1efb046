package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.push.OpenBatch.Stage;
import io.quill.events.sink.QuotaState;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Value;
import io.quill.platform.store.Write;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the state of every batch under the lease; its rows are stored before anything is posted.
 */
final class BatchStore {
    static final String NEXT = "next";
    static final String QUOTA = "quota";

    /** Attribute that says another pusher of ours used numbers and has not told which. */
    static final String LENT = "lent";

    private static final int MOST_STORY = 8_000;

    private final DataStore store;
    private final BatchReader batchReader;
    private final InstantSource clock;
    private final Duration memory;
    private final FactCounts counts;
    private Optional<OpenBatch> written = Optional.empty();

    BatchStore(DataStore store, InstantSource clock, Duration memory) {
        this.store = store;
        this.batchReader = new BatchReader(store);
        this.clock = clock;
        this.memory = memory;
        this.counts = new FactCounts(store, clock);
    }

    BatchReader batches() {
        return batchReader;
    }

    /**
     * Opens the next batch with what it is going to bind, so that it can always be let go again.
     */
    OpenBatch open(Guard guard, List<EventKey> keys, List<String> rows) {
        long number = next();
        OpenBatch batch = new OpenBatch(number, Stage.GATHERING, keys, rows);
        List<Write> writes = new ArrayList<>(puts(BatchItems.contents(batch)));
        writes.add(head(AttributeChange.set(NEXT, number + 1)));
        writes.add(
                put(
                        Item.at(BatchItems.PARTITION, BatchItems.batch(number).sk())
                                .with(BatchItems.STAGE, BatchItems.stageName(Stage.GATHERING))
                                .with(BatchItems.ROWS, rows.size())
                                .with(
                                        BatchItems.STORY,
                                        line(
                                                StoryEntryKind.BATCHED,
                                                "opened with " + counted(rows.size())))
                                .build()));
        store.writeAll(writes, guard);
        written = Optional.of(batch);
        return batch;
    }

    private static String counted(int rows) {
        return rows + (rows == 1 ? " row" : " rows");
    }

    /** Returns the number of the next batch. */
    long next() {
        return store.get(BatchItems.HEAD, Consistency.STRONG)
                .flatMap(head -> head.number(NEXT))
                .orElse(1L);
    }

    /**
     * Fixes the rows of a batch, perhaps fewer than it was opened with, so that it may be posted.
     * The quota counts it already.
     */
    OpenBatch fix(Guard guard, OpenBatch batch, String dataset, QuotaState quota) {
        List<Write> writes = isWritten(batch) ? new ArrayList<>() : replaceContents(batch);
        String words = counted(batch.rows().size()) + " fixed, and posted to " + dataset;
        AttributeChange where = AttributeChange.set(BatchItems.DATASET, dataset);
        OpenBatch fixed = batch.at(Stage.FIXED);
        writes.addAll(counts.addBatch(batch));
        writes.add(progress(fixed, StoryEntryKind.FIXED, words, where));
        writes.add(quota(quota));
        store.writeAll(writes, guard);
        written = Optional.of(batch);
        return fixed;
    }

    /**
     * Returns whether the stored rows are those of this batch already, as they nearly always are.
     */
    private boolean isWritten(OpenBatch batch) {
        return written.filter(each -> each.number() == batch.number())
                .filter(each -> each.keys().equals(batch.keys()))
                .filter(each -> each.rows().equals(batch.rows()))
                .isPresent();
    }

    /** Returns the write that stores the quota, due before anything it counts is posted. */
    static Write quota(QuotaState state) {
        return head(AttributeChange.set(QUOTA, state.text()));
    }

    /** Stores the quota, for other processes and for a successor. */
    void storeQuota(Guard guard, QuotaState state) {
        store.writeAll(List.of(quota(state)), guard);
    }

    Optional<QuotaState> quota() {
        return store.get(BatchItems.HEAD, Consistency.STRONG)
                .flatMap(head -> head.text(QUOTA))
                .map(QuotaState::of);
    }

    /**
     * @param request the sink's own id of the request that brought the batch, where one is known
     */
    OpenBatch markTaken(Guard guard, OpenBatch batch, String words, Optional<String> request) {
        AttributeChange[] more =
                request.map(id -> AttributeChange.set(BatchItems.REQUEST, id)).stream()
                        .toArray(AttributeChange[]::new);
        OpenBatch taken = batch.at(Stage.TAKEN);
        store.writeAll(List.of(progress(taken, StoryEntryKind.PUSHED, words, more)), guard);
        return taken;
    }

    /** Adds to the story of a batch without changing its stage. */
    void note(Guard guard, OpenBatch batch, StoryEntryKind storyEntryKind, String words) {
        store.writeAll(List.of(progress(batch, storyEntryKind, words)), guard);
    }

    /**
     * Marks that the number of a batch is being used up without its rows; the quota counts that
     * post already.
     */
    OpenBatch markRevoking(Guard guard, OpenBatch batch, String words, QuotaState quota) {
        OpenBatch revoking = batch.at(Stage.REVOKING);
        store.writeAll(
                List.of(progress(revoking, StoryEntryKind.DOUBTED, words), quota(quota)), guard);
        return revoking;
    }

    /** Marks that a batch is not posted again and its events are being released. */
    OpenBatch markReturning(
            Guard guard, OpenBatch batch, StoryEntryKind storyEntryKind, String words) {
        OpenBatch returning = batch.at(Stage.RETURNING);
        store.writeAll(List.of(progress(returning, storyEntryKind, words)), guard);
        return returning;
    }

    /** Records rows that go again though the sink may have them. */
    void recordMayBeDoubled(Guard guard, long number, List<EventKey> keys) {
        store.writeAll(puts(BatchItems.doubles(number, keys, forgottenAt())), guard);
    }

    /** Holds a batch whose outcome nobody knows for an operator; the pusher goes on. */
    void hold(Guard guard, OpenBatch batch, String words) {
        List<Write> writes = new ArrayList<>(counts.moveApart(batch));
        // the mark first: a batch that is held without one would be shown to nobody
        writes.add(put(HeldBatches.undecidedMark(batch.number())));
        writes.add(progress(batch.at(Stage.HELD), StoryEntryKind.HELD, words));
        store.writeAll(writes, guard);
    }

    /** Marks a batch whose events are settled for the archive. */
    void markSettled(Guard guard, OpenBatch batch, String words) {
        store.writeAll(settling(batch, words), guard);
    }

    /**
     * Marks the part of a batch that is settled for the archive; the other events are released
     * already.
     */
    void markSettledInPart(Guard guard, OpenBatch batch, Set<EventKey> settled, String words) {
        OpenBatch found = batch.only(settled);
        List<Write> writes = new ArrayList<>(counts.removeBatch(batch));
        writes.addAll(counts.moveApart(found));
        writes.addAll(replaceContents(found));
        writes.addAll(settling(found, words));
        store.writeAll(writes, guard);
    }

    private List<Write> settling(OpenBatch batch, String words) {
        Value at = new Value.Text(clock.instant().toString());
        Item mark =
                new Item(
                        BatchItems.mark(BatchMark.SETTLED, batch.number()),
                        Map.of(BatchItems.AT, at));
        return List.of(
                put(mark),
                progress(batch.at(Stage.SETTLED), StoryEntryKind.SETTLED, words),
                unmark(BatchMark.HELD, batch.number()));
    }

    /** Closes a batch whose events are all released. */
    void letGo(Guard guard, OpenBatch batch, StoryEntryKind storyEntryKind, String words) {
        OpenBatch done = batch.at(Stage.DONE);
        close(guard, done.number(), storyEntryKind, words, counts.removeBatch(batch));
    }

    /** Nothing is left to do for the batch; its story is kept as long as its events are. */
    void close(Guard guard, long number, StoryEntryKind storyEntryKind, String words) {
        close(guard, number, storyEntryKind, words, List.of());
    }

    private void close(
            Guard guard,
            long number,
            StoryEntryKind storyEntryKind,
            String words,
            List<Write> before) {
        AttributeChange forgotten = AttributeChange.set(Item.EXPIRES_AT, forgottenAt());
        List<Write> writes = new ArrayList<>(before);
        writes.add(progress(number, Stage.DONE, storyEntryKind, words, forgotten));
        batchReader.chunks(BatchItems.contents(number)).forEach(chunk -> writes.add(delete(chunk)));
        for (BatchMark batchMark : BatchMark.values()) {
            writes.add(unmark(batchMark, number));
        }
        store.writeAll(writes, guard);
    }

    boolean isLent() {
        return store.get(BatchItems.HEAD, Consistency.STRONG)
                .flatMap(head -> head.number(LENT))
                .isPresent();
    }

    /** Records that the numbers a rebuild used were looked up at the sink. */
    void clearLent(Guard guard) {
        store.writeAll(List.of(head(AttributeChange.remove(LENT))), guard);
    }

    /** Skips numbers that a foreign writer used. */
    void skipTo(Guard guard, long number) {
        if (next() < number) {
            store.writeAll(List.of(head(AttributeChange.set(NEXT, number))), guard);
        }
    }

    private List<Write> replaceContents(OpenBatch batch) {
        List<Write> writes = new ArrayList<>(puts(BatchItems.contents(batch)));
        batchReader.chunks(BatchItems.contents(batch.number())).stream()
                .skip(writes.size())
                .forEach(chunk -> writes.add(delete(chunk)));
        return writes;
    }

    private Write progress(
            OpenBatch batch, StoryEntryKind storyEntryKind, String words, AttributeChange... more) {
        return progress(batch.number(), batch.stage(), storyEntryKind, words, more);
    }

    private Write progress(
            long number,
            Stage stage,
            StoryEntryKind storyEntryKind,
            String words,
            AttributeChange... more) {
        List<AttributeChange> changes = new ArrayList<>(List.of(more));
        changes.add(AttributeChange.set(BatchItems.STAGE, BatchItems.stageName(stage)));
        changes.add(AttributeChange.set(BatchItems.STORY, story(number, storyEntryKind, words)));
        return new Write.Update(BatchItems.batch(number), changes, Condition.NONE);
    }

    /** Whole lines, the last ones when they become too many. */
    private String story(long number, StoryEntryKind storyEntryKind, String words) {
        String story = batchReader.story(number).orElse("") + line(storyEntryKind, words);
        return story.length() <= MOST_STORY
                ? story
                : story.substring(story.indexOf('\n', story.length() - MOST_STORY) + 1);
    }

    private String line(StoryEntryKind storyEntryKind, String words) {
        return new StoryEntry(clock.instant(), storyEntryKind, words).line();
    }

    private long forgottenAt() {
        return clock.instant().plus(memory).getEpochSecond();
    }

    private static Write unmark(BatchMark batchMark, long number) {
        return new Write.Delete(BatchItems.mark(batchMark, number), Condition.NONE);
    }

    private static Write head(AttributeChange attributeChange) {
        return new Write.Update(BatchItems.HEAD, List.of(attributeChange), Condition.NONE);
    }

    private static Write put(Item item) {
        return new Write.Put(item, Condition.NONE);
    }

    private static List<Write> puts(List<Item> items) {
        return items.stream().map(BatchStore::put).toList();
    }

    private static Write delete(Item item) {
        return new Write.Delete(item.key(), Condition.NONE);
    }
}

package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.push.OpenBatch.Stage;
import io.quill.events.sink.QuotaState;
import io.quill.platform.store.Change;
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
 * Every batch of facts: its number, what it holds, how far it has come and what happened to it. All
 * of it is written under the lease, and what a batch holds is written before anything is posted.
 */
final class BatchBook {
    static final String NEXT = "next";
    static final String QUOTA = "quota";

    /** Another pusher of ours used numbers, and has not told which. */
    static final String LENT = "lent";

    private static final int MOST_STORY = 8_000;

    private final DataStore store;
    private final Batches batches;
    private final InstantSource clock;
    private final Duration memory;
    private final FactCounts counts;
    private Optional<OpenBatch> written = Optional.empty();

    BatchBook(DataStore store, InstantSource clock, Duration memory) {
        this.store = store;
        this.batches = new Batches(store);
        this.clock = clock;
        this.memory = memory;
        this.counts = new FactCounts(store, clock);
    }

    Batches batches() {
        return batches;
    }

    /**
     * Opens the next batch with what it is going to bind, so that it can always be let go again.
     */
    OpenBatch open(Guard guard, List<EventKey> keys, List<String> rows) {
        long number = next();
        OpenBatch batch = new OpenBatch(number, Stage.GATHERING, keys, rows);
        List<Write> writes = new ArrayList<>(puts(BatchItems.contents(batch)));
        writes.add(head(Change.set(NEXT, number + 1)));
        writes.add(
                put(
                        Item.at(BatchItems.PARTITION, BatchItems.batch(number).sk())
                                .with(BatchItems.STAGE, BatchItems.word(Stage.GATHERING))
                                .with(BatchItems.ROWS, rows.size())
                                .with(
                                        BatchItems.STORY,
                                        line(What.BATCHED, "opened with " + counted(rows.size())))
                                .build()));
        store.writeAll(writes, guard);
        written = Optional.of(batch);
        return batch;
    }

    private static String counted(int rows) {
        return rows + (rows == 1 ? " row" : " rows");
    }

    /** The number that the next batch is going to have. */
    long next() {
        return store.get(BatchItems.HEAD, Consistency.STRONG)
                .flatMap(head -> head.number(NEXT))
                .orElse(1L);
    }

    /**
     * From now on the batch is just this, which may be less than it was opened with, and may be
     * posted. The quota counts it already.
     */
    OpenBatch fix(Guard guard, OpenBatch batch, String dataset, QuotaState quota) {
        List<Write> writes = isWritten(batch) ? new ArrayList<>() : only(batch);
        String words = counted(batch.rows().size()) + " fixed, and posted to " + dataset;
        Change where = Change.set(BatchItems.DATASET, dataset);
        writes.addAll(counts.fixed(batch));
        writes.add(progress(batch.number(), Stage.FIXED, What.FIXED, words, where));
        writes.add(quota(quota));
        store.writeAll(writes, guard);
        written = Optional.of(batch);
        return batch.at(Stage.FIXED);
    }

    /** Nearly always a batch holds just what it was opened with. */
    private boolean isWritten(OpenBatch batch) {
        return written.filter(each -> each.number() == batch.number())
                .filter(each -> each.keys().equals(batch.keys()))
                .filter(each -> each.rows().equals(batch.rows()))
                .isPresent();
    }

    /** To be stored before whatever it counts is posted. */
    static Write quota(QuotaState state) {
        return head(Change.set(QUOTA, state.text()));
    }

    /** For whoever asks meanwhile, and for a follower. */
    void keep(Guard guard, QuotaState state) {
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
    OpenBatch taken(Guard guard, OpenBatch batch, String words, Optional<String> request) {
        Change[] more =
                request.map(id -> Change.set(BatchItems.REQUEST, id)).stream()
                        .toArray(Change[]::new);
        store.writeAll(
                List.of(progress(batch.number(), Stage.TAKEN, What.PUSHED, words, more)), guard);
        return batch.at(Stage.TAKEN);
    }

    /** Something happened to the batch, which leaves it where it is. */
    void note(Guard guard, OpenBatch batch, What what, String words) {
        store.writeAll(List.of(progress(batch.number(), batch.stage(), what, words)), guard);
    }

    /** From now on its number may be used up without its rows, which the quota counts already. */
    OpenBatch revoking(Guard guard, OpenBatch batch, String words, QuotaState quota) {
        store.writeAll(
                List.of(
                        progress(batch.number(), Stage.REVOKING, What.DOUBTED, words),
                        quota(quota)),
                guard);
        return batch.at(Stage.REVOKING);
    }

    /** It will not be posted again, and its events go their ways. */
    OpenBatch returning(Guard guard, OpenBatch batch, What what, String words) {
        store.writeAll(List.of(progress(batch.number(), Stage.RETURNING, what, words)), guard);
        return batch.at(Stage.RETURNING);
    }

    /** These go, or have gone, again though the sink may have them. */
    void mayBeDoubled(Guard guard, long number, List<EventKey> keys) {
        store.writeAll(puts(BatchItems.doubles(number, keys, forgottenAt())), guard);
    }

    /** Nobody can say what became of it: it waits, without standing in the way. */
    void hold(Guard guard, OpenBatch batch, String words) {
        List<Write> writes = new ArrayList<>(counts.apart(batch));
        writes.add(progress(batch.number(), Stage.HELD, What.HELD, words));
        writes.add(put(HeldBatches.open(batch.number())));
        store.writeAll(writes, guard);
    }

    /** Its events are settled, and the archive is to have them. */
    void settled(Guard guard, OpenBatch batch, String words) {
        store.writeAll(settling(batch, words), guard);
    }

    /** Of a batch just these are settled, and the others are let go already. */
    void settledInPart(Guard guard, OpenBatch batch, Set<EventKey> settled, String words) {
        OpenBatch found = batch.only(settled);
        List<Write> writes = new ArrayList<>(counts.without(batch));
        writes.addAll(counts.apart(found));
        writes.addAll(only(found));
        writes.addAll(settling(found, words));
        store.writeAll(writes, guard);
    }

    private List<Write> settling(OpenBatch batch, String words) {
        Value at = new Value.Text(clock.instant().toString());
        Item mark =
                new Item(BatchItems.mark(Mark.SETTLED, batch.number()), Map.of(BatchItems.AT, at));
        return List.of(
                put(mark),
                progress(batch.number(), Stage.SETTLED, What.SETTLED, words),
                unmark(Mark.HELD, batch.number()));
    }

    /** None of its events is the batch's any more. */
    void letGo(Guard guard, OpenBatch batch, What what, String words) {
        close(guard, batch.number(), what, words, counts.without(batch));
    }

    /** Nothing is left to do for the batch; its story is kept as long as its events are. */
    void close(Guard guard, long number, What what, String words) {
        close(guard, number, what, words, List.of());
    }

    private void close(Guard guard, long number, What what, String words, List<Write> before) {
        Change forgotten = Change.set(Item.EXPIRES_AT, forgottenAt());
        List<Write> writes = new ArrayList<>(before);
        writes.add(progress(number, Stage.DONE, what, words, forgotten));
        batches.chunks(BatchItems.contents(number)).forEach(chunk -> writes.add(delete(chunk)));
        for (Mark mark : Mark.values()) {
            writes.add(unmark(mark, number));
        }
        store.writeAll(writes, guard);
    }

    boolean isLent() {
        return store.get(BatchItems.HEAD, Consistency.STRONG)
                .flatMap(head -> head.number(LENT))
                .isPresent();
    }

    /** Its numbers were looked for at the sink. */
    void isBack(Guard guard) {
        store.writeAll(List.of(head(Change.remove(LENT))), guard);
    }

    /** A foreign writer used this number: ours go on behind it. */
    void skipTo(Guard guard, long number) {
        if (next() < number) {
            store.writeAll(List.of(head(Change.set(NEXT, number))), guard);
        }
    }

    private List<Write> only(OpenBatch batch) {
        List<Write> writes = new ArrayList<>(puts(BatchItems.contents(batch)));
        batches.chunks(BatchItems.contents(batch.number())).stream()
                .skip(writes.size())
                .forEach(chunk -> writes.add(delete(chunk)));
        return writes;
    }

    private Write progress(long number, Stage stage, What what, String words, Change... more) {
        List<Change> changes = new ArrayList<>(List.of(more));
        changes.add(Change.set(BatchItems.STAGE, BatchItems.word(stage)));
        changes.add(Change.set(BatchItems.STORY, story(number, what, words)));
        return new Write.Update(BatchItems.batch(number), changes, Condition.NONE);
    }

    /** Whole lines, the last ones when they become too many. */
    private String story(long number, What what, String words) {
        String story = batches.story(number).orElse("") + line(what, words);
        return story.length() <= MOST_STORY
                ? story
                : story.substring(story.indexOf('\n', story.length() - MOST_STORY) + 1);
    }

    private String line(What what, String words) {
        return new Chapter(clock.instant(), what, words).line();
    }

    private long forgottenAt() {
        return clock.instant().plus(memory).getEpochSecond();
    }

    private static Write unmark(Mark mark, long number) {
        return new Write.Delete(BatchItems.mark(mark, number), Condition.NONE);
    }

    private static Write head(Change change) {
        return new Write.Update(BatchItems.HEAD, List.of(change), Condition.NONE);
    }

    private static Write put(Item item) {
        return new Write.Put(item, Condition.NONE);
    }

    private static List<Write> puts(List<Item> items) {
        return items.stream().map(BatchBook::put).toList();
    }

    private static Write delete(Item item) {
        return new Write.Delete(item.key(), Condition.NONE);
    }
}

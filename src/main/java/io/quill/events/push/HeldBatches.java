package io.quill.events.push;

import io.quill.events.push.OpenBatch.Stage;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Value;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Batches that wait for an operator. Any process writes an order down; the holder of the lease
 * carries it out.
 */
public final class HeldBatches {
    private static final int MOST = 1_000;
    private static final String RULING = "ruling";
    private static final String OPEN = "open";
    private static final String WHO = "who";

    private final DataStore store;
    private final BatchReader batchReader;
    private final InstantSource clock;

    /** A batch that waits; once an order was given, only for the pusher. */
    public record Held(
            long number, int rows, List<StoryEntry> story, Optional<HeldBatchOrder> order) {
        public Held {
            story = List.copyOf(story);
        }
    }

    /** Result of an operator's decision. */
    public sealed interface Answer {
        record Ordered(HeldBatchOrder order) implements Answer {}

        /** Somebody was faster: theirs stands. */
        record OrderedBefore(HeldBatchOrder order) implements Answer {}

        /** There is no such batch, or it waits for nobody. */
        record NotHeld() implements Answer {}
    }

    public HeldBatches(DataStore store, InstantSource clock) {
        this.store = store;
        this.batchReader = new BatchReader(store);
        this.clock = clock;
    }

    /** Returns the held batches, the oldest first. */
    public List<Held> list() {
        return batchReader.marked(BatchMark.HELD, MOST).stream().flatMap(this::held).toList();
    }

    private Stream<Held> held(Item mark) {
        return batchReader
                .item(BatchItems.number(mark))
                .filter(HeldBatches::isHeld)
                .map(item -> held(item, mark))
                .stream();
    }

    private static Held held(Item item, Item mark) {
        return new Held(
                BatchItems.number(item),
                item.number(BatchItems.ROWS).orElse(0L).intValue(),
                StoryEntry.of(item.text(BatchItems.STORY).orElse("")),
                order(mark));
    }

    public Answer decide(long number, HeldBatchDecision heldBatchDecision, String who) {
        HeldBatchOrder heldBatchOrder = new HeldBatchOrder(heldBatchDecision, who, clock.instant());
        Write write =
                new Write.Update(
                        BatchItems.mark(BatchMark.HELD, number),
                        List.of(
                                AttributeChange.set(RULING, heldBatchDecision.name()),
                                AttributeChange.set(WHO, who),
                                AttributeChange.set(BatchItems.AT, heldBatchOrder.at().toString())),
                        Condition.is(RULING, OPEN));
        return store.write(write) instanceof WriteResult.Applied
                ? new Answer.Ordered(heldBatchOrder)
                : store.get(BatchItems.mark(BatchMark.HELD, number), Consistency.STRONG)
                        .flatMap(HeldBatches::order)
                        .<Answer>map(Answer.OrderedBefore::new)
                        .orElseGet(Answer.NotHeld::new);
    }

    /** Returns the mark of a batch that has no order yet. */
    static Item undecidedMark(long number) {
        return new Item(
                BatchItems.mark(BatchMark.HELD, number), Map.of(RULING, new Value.Text(OPEN)));
    }

    static boolean isHeld(Item batch) {
        return BatchItems.stage(batch) == Stage.HELD;
    }

    static Optional<HeldBatchOrder> order(Item mark) {
        return mark.text(RULING)
                .filter(ruling -> !ruling.equals(OPEN))
                .map(
                        ruling ->
                                new HeldBatchOrder(
                                        HeldBatchDecision.valueOf(ruling),
                                        mark.text(WHO).orElse(""),
                                        Instant.parse(mark.text(BatchItems.AT).orElseThrow())));
    }
}

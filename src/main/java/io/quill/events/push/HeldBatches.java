package io.quill.events.push;

import io.quill.events.push.OpenBatch.Stage;
import io.quill.platform.store.Change;
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
 * The batches that wait for an operator, and the way out. An order is only written down, by
 * whichever process takes it; the holder of the lease carries it out.
 */
public final class HeldBatches {
    private static final int MOST = 1_000;
    private static final String RULING = "ruling";
    private static final String OPEN = "open";
    private static final String WHO = "who";

    private final DataStore store;
    private final Batches batches;
    private final InstantSource clock;

    /** A batch that waits; once an order was given, only for the pusher. */
    public record Held(long number, int rows, List<Chapter> story, Optional<Order> order) {
        public Held {
            story = List.copyOf(story);
        }
    }

    /** What came of a ruling. */
    public sealed interface Answer {
        record Ordered(Order order) implements Answer {}

        /** Somebody was faster: theirs stands. */
        record OrderedBefore(Order order) implements Answer {}

        /** There is no such batch, or it waits for nobody. */
        record NotHeld() implements Answer {}
    }

    public HeldBatches(DataStore store, InstantSource clock) {
        this.store = store;
        this.batches = new Batches(store);
        this.clock = clock;
    }

    /** The oldest first. */
    public List<Held> list() {
        return batches.marked(Mark.HELD, MOST).stream().flatMap(this::held).toList();
    }

    private Stream<Held> held(Item mark) {
        return batches
                .item(BatchItems.number(mark))
                .filter(HeldBatches::isHeld)
                .map(item -> held(item, mark))
                .stream();
    }

    private static Held held(Item item, Item mark) {
        return new Held(
                BatchItems.number(item),
                item.number(BatchItems.ROWS).orElse(0L).intValue(),
                Chapter.of(item.text(BatchItems.STORY).orElse("")),
                order(mark));
    }

    public Answer rule(long number, Ruling ruling, String who) {
        Order order = new Order(ruling, who, clock.instant());
        Write write =
                new Write.Update(
                        BatchItems.mark(Mark.HELD, number),
                        List.of(
                                Change.set(RULING, ruling.name()),
                                Change.set(WHO, who),
                                Change.set(BatchItems.AT, order.at().toString())),
                        Condition.is(RULING, OPEN));
        return store.write(write) instanceof WriteResult.Applied
                ? new Answer.Ordered(order)
                : store.get(BatchItems.mark(Mark.HELD, number), Consistency.STRONG)
                        .flatMap(HeldBatches::order)
                        .<Answer>map(Answer.OrderedBefore::new)
                        .orElseGet(Answer.NotHeld::new);
    }

    /** The mark of a batch that nobody has ruled about yet. */
    static Item open(long number) {
        return new Item(BatchItems.mark(Mark.HELD, number), Map.of(RULING, new Value.Text(OPEN)));
    }

    static boolean isHeld(Item batch) {
        return BatchItems.stage(batch) == Stage.HELD;
    }

    static Optional<Order> order(Item mark) {
        return mark.text(RULING)
                .filter(ruling -> !ruling.equals(OPEN))
                .map(
                        ruling ->
                                new Order(
                                        Ruling.valueOf(ruling),
                                        mark.text(WHO).orElse(""),
                                        Instant.parse(mark.text(BatchItems.AT).orElseThrow())));
    }
}

package io.quill.events.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Posts and rows of the last minute or hour. They are kept in grains that are released as a whole,
 * so that nothing is forgotten too early.
 */
final class QuotaWindow {
    private final long length;
    private final long grain;
    private final TreeMap<Long, Slot> slots = new TreeMap<>();
    private int posts;
    private long rows;

    /** Amount released at one instant, in epoch milliseconds. */
    record Slot(long releasedAt, int posts, long rows) {
        Slot plus(Slot other) {
            return new Slot(releasedAt, posts + other.posts, rows + other.rows);
        }
    }

    QuotaWindow(Duration length, Duration grain) {
        this.length = length.toMillis();
        this.grain = grain.toMillis();
    }

    void add(Instant at, int morePosts, long moreRows) {
        addSlot(new Slot(releasedAt(at), morePosts, moreRows));
    }

    private long releasedAt(Instant at) {
        long grainEnd = (Math.floorDiv(at.toEpochMilli(), grain) + 1) * grain;
        return grainEnd + length;
    }

    void addSlot(Slot slot) {
        slots.merge(slot.releasedAt(), slot, Slot::plus);
        posts += slot.posts();
        rows += slot.rows();
    }

    /** Returns a slot as if it were added now, if a clock ahead of this one stored it. */
    Slot noLaterThanAdded(Slot slot, Instant now) {
        long latest = releasedAt(now);
        return slot.releasedAt() <= latest ? slot : new Slot(latest, slot.posts(), slot.rows());
    }

    /** Subtracts rows that were counted last and did not count after all. */
    void subtractRows(long number) {
        long rest = number;
        for (Map.Entry<Long, Slot> each : slots.descendingMap().entrySet()) {
            Slot slot = each.getValue();
            long some = Math.min(rest, slot.rows());
            each.setValue(new Slot(slot.releasedAt(), slot.posts(), slot.rows() - some));
            rows -= some;
            rest -= some;
        }
    }

    void expire(Instant now) {
        while (!slots.isEmpty() && slots.firstKey() <= now.toEpochMilli()) {
            Slot gone = slots.pollFirstEntry().getValue();
            posts -= gone.posts();
            rows -= gone.rows();
        }
    }

    int posts() {
        return posts;
    }

    long rows() {
        return rows;
    }

    Collection<Slot> slots() {
        return slots.values();
    }

    /** Returns the end of the grain that a slot stands for. */
    Instant endOf(Slot slot) {
        return Instant.ofEpochMilli(slot.releasedAt() - length);
    }

    Instant whenPostsAtMost(int bound) {
        return whenReleased(posts - (long) bound, Slot::posts);
    }

    Instant whenRowsAtMost(long bound) {
        return whenReleased(rows - bound, Slot::rows);
    }

    /** Returns the smallest even gap between posts that can be kept for ever. */
    Duration evenGap(Instant now, int left) {
        double gap = 0;
        long sends = left + 1L;
        for (Slot slot : slots.values()) {
            gap = Math.max(gap, (slot.releasedAt() - now.toEpochMilli()) / (double) sends);
            sends += slot.posts();
        }
        return Duration.ofMillis((long) Math.ceil(gap));
    }

    private Instant whenReleased(long excess, ToLongFunction<Slot> measure) {
        long toGo = excess;
        for (Slot slot : slots.values()) {
            if (toGo <= 0) {
                break;
            }
            toGo -= measure.applyAsLong(slot);
            if (toGo <= 0) {
                return Instant.ofEpochMilli(slot.releasedAt());
            }
        }
        return Instant.MIN;
    }
}

package io.quill.events.push;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Counts like Power BI, in every window that ends with a post, and notes each breach. */
final class QuotaReferenceCounter {
    private final Deque<Post> hour = new ArrayDeque<>();
    private final List<String> breaches = new ArrayList<>();
    private final boolean fifo;
    private long tableRows;
    private long rows;
    private int posts;

    private record Post(Instant at, int rows) {}

    QuotaReferenceCounter(boolean fifo, long tableRows) {
        this.fifo = fifo;
        this.tableRows = tableRows;
    }

    void post(Instant at, int count) {
        while (!hour.isEmpty() && !within(Duration.ofHours(1), hour.peekFirst(), at)) {
            rows -= hour.removeFirst().rows();
        }
        hour.addLast(new Post(at, count));
        rows += count;
        tableRows += count;
        posts++;
        expect(count <= 10_000, at + ": " + count + " rows in a post");
        expect(rows <= 1_000_000, at + ": " + rows + " rows within an hour");
        expect(lastMinute(at) <= 120, at + ": " + lastMinute(at) + " posts within a minute");
        if (!fifo && tableRows >= 250_000) {
            expect(hour.size() <= 120, at + ": " + hour.size() + " posts within an hour");
        }
    }

    private long lastMinute(Instant at) {
        long count = 0;
        for (var posts = hour.descendingIterator(); posts.hasNext(); count++) {
            if (!within(Duration.ofMinutes(1), posts.next(), at)) {
                break;
            }
        }
        return count;
    }

    private static boolean within(Duration window, Post post, Instant at) {
        return Duration.between(post.at(), at).compareTo(window) < 0;
    }

    private void expect(boolean kept, String breach) {
        if (!kept) {
            breaches.add(breach);
        }
    }

    List<String> breaches() {
        return breaches;
    }

    int posts() {
        return posts;
    }

    long tableRows() {
        return tableRows;
    }
}

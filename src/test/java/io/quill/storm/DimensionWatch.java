package io.quill.storm;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks at the agents' table many times a second, as a report does. */
final class DimensionWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String TABLE = "DimAgent";

    private final Contents contents;
    private final Thread thread;
    private final Spell empty = new Spell();
    private final Spell doubled = new Spell();
    private volatile boolean over;

    /** The longest time without a break for which something was so. */
    private static final class Spell {
        private long since;
        private long longest;

        void note(boolean so, long now) {
            since = so && since != 0 ? since : now;
            longest = so ? Math.max(longest, now - since) : longest;
            since = so ? since : 0;
        }

        Duration longest() {
            return Duration.ofNanos(longest);
        }
    }

    DimensionWatch(Contents contents) {
        this.contents = contents;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        boolean filled = false;
        while (!over) {
            List<String> keys = contents.keys(TABLE, "AgentID");
            filled |= !keys.isEmpty();
            empty.note(filled && keys.isEmpty(), System.nanoTime());
            doubled.note(new HashSet<>(keys).size() < keys.size(), System.nanoTime());
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** To be asked when nobody watches any more. */
    Duration longestGap() {
        return empty.longest();
    }

    Duration longestDoubled() {
        return doubled.longest();
    }

    /** Returns when nobody looks any more. */
    void stop() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}

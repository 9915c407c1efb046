package io.quill.dimension.table;

import io.quill.dimension.Dimension;
import io.quill.dimension.Head;
import io.quill.dimension.WantedRows;
import io.quill.push.Quota;
import io.quill.store.Guard;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What lies between the rows that are wanted and those that were taken. */
final class Gap {
    /** A writer that has been at it for longer has probably died. */
    private static final Duration WRITING = Duration.ofSeconds(10);

    /** What was refused may be taken another time; seldom, because each try costs a post. */
    private static final Duration ASIDE = Duration.ofMinutes(10);

    /** With more of them it is not the rows. */
    private static final int MOST_ASIDE = 20;

    private final Dimension dimension;
    private final WantedRows source;
    private final InstantSource clock;
    private final Guard guard;
    private final Map<String, String> taken = new HashMap<>();
    private final Map<String, String> aside = new LinkedHashMap<>();
    private Map<String, String> wanted = Map.of();
    private @Nullable Head seen;
    private Instant seenAt = Instant.MIN;
    private Instant refusedAt = Instant.MIN;
    private boolean closed;
    private int most = Quota.ROWS_A_POST;
    private String refusal = "";

    Gap(Dimension dimension, WantedRows source, InstantSource clock, Guard guard) {
        this.dimension = dimension;
        this.source = source;
        this.clock = clock;
        this.guard = guard;
    }

    /** The head must have been read before this reads the rows. */
    void look(Head head) {
        if (!head.equals(seen)) {
            wanted = source.rows(dimension);
            seen = head;
            seenAt = clock.instant();
            closed = false;
        } else if (head.isOpen() && !clock.instant().isBefore(seenAt.plus(WRITING))) {
            source.mend(dimension, head, guard);
        }
        if (!aside.isEmpty() && !clock.instant().isBefore(refusedAt.plus(ASIDE))) {
            aside.clear();
        }
        closed = closed || taken.equals(wanted);
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether a row was taken that is not wanted, or not as it is. */
    boolean hasStale() {
        return taken.entrySet().stream()
                .anyMatch(each -> !each.getValue().equals(wanted.get(each.getKey())));
    }

    Map<String, String> fresh(int upTo) {
        Map<String, String> fresh = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            if (fresh.size() >= Math.min(upTo, most)) {
                break;
            }
            String key = each.getKey();
            if (!taken.containsKey(key) && !each.getValue().equals(aside.get(key))) {
                fresh.put(key, each.getValue());
            }
        }
        return fresh;
    }

    void taken(Map<String, String> rows) {
        taken.putAll(rows);
        most = Math.min(2 * most, Quota.ROWS_A_POST);
    }

    int taken() {
        return taken.size();
    }

    void cleared() {
        taken.clear();
        closed = false;
    }

    /** Halves what is tried next, until the bad row stands alone. */
    void refused(Map<String, String> rows, String words) {
        if (rows.size() == 1) {
            aside.putAll(rows);
            refusal = words;
            refusedAt = clock.instant();
        }
        most = Math.max(1, rows.size() / 2);
    }

    boolean isHopeless() {
        return aside.size() >= MOST_ASIDE;
    }

    String refusals() {
        return "The rows " + aside.keySet() + " were refused: " + refusal;
    }

    /** Facts do not wait for a row that will not be taken. */
    boolean covers(String key) {
        return taken.containsKey(key) || aside.containsKey(key);
    }
}

package io.quill.events.push.table;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.Head;
import io.quill.events.dimension.WantedRows;
import io.quill.events.sink.Quota;
import io.quill.platform.store.Guard;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lies between the rows that are wanted and those that were taken. A row that is refused alone
 * is set aside; an agent's then stands in the table with its id for a name, if that is taken.
 */
final class Gap {
    /** A writer that has been at it for longer has probably died. */
    private static final Duration WRITING = Duration.ofSeconds(10);

    /**
     * What was refused may be taken another time: tried after ten minutes, then after twice as long
     * each time, because a try may cost a load.
     */
    private static final Duration ASIDE = Duration.ofMinutes(10);

    /** Changes that follow one another within this time share one load, which blanks reports. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration LONGEST_GATHERING = Duration.ofSeconds(5);

    private static final Duration LONGEST_ASIDE = Duration.ofDays(1);

    /** With more of them it is not the rows. */
    private static final int MOST_ASIDE = 20;

    private final Dimension dimension;
    private final WantedRows source;
    private final InstantSource clock;
    private final Guard guard;
    private final Map<String, String> taken = new HashMap<>();
    private final Set<String> proven = new HashSet<>();
    private final Map<String, String> aside = new LinkedHashMap<>();
    private Map<String, String> wanted = Map.of();
    private @Nullable Head seen;
    private Instant seenAt = Instant.MIN;
    private Optional<Instant> staleSince = Optional.empty();
    private Instant refusedAt = Instant.MIN;
    private Duration asideFor = ASIDE;
    private boolean closed;
    private boolean provenFirst;
    private boolean newAside;
    private Map<String, String> suspected = Map.of();
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
            forgetOtherAsides();
        } else if (head.isOpen() && !clock.instant().isBefore(seenAt.plus(WRITING))) {
            source.mend(dimension, head, guard);
        }
        if (!aside.isEmpty() && !clock.instant().isBefore(refusedAt.plus(asideFor))) {
            asideFor = asideFor.multipliedBy(2);
            asideFor = asideFor.compareTo(LONGEST_ASIDE) > 0 ? LONGEST_ASIDE : asideFor;
            aside.clear();
            closed = false;
            provenFirst = true;
        }
        closed = closed || taken.equals(expected());
        staleSince = hasStale() ? staleSince.or(() -> Optional.of(seenAt)) : Optional.empty();
    }

    /** A row that is wanted otherwise now is another row. */
    private void forgetOtherAsides() {
        aside.entrySet()
                .removeIf(
                        each ->
                                !each.getKey().endsWith(Aside.STAND_IN)
                                        && !each.getValue().equals(wanted.get(each.getKey())));
        aside.keySet()
                .removeIf(
                        key ->
                                key.endsWith(Aside.STAND_IN)
                                        && !aside.containsKey(key.replace(Aside.STAND_IN, "")));
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether a row was taken that is not wanted, or not as it is. */
    boolean hasStale() {
        Map<String, String> expected = expected();
        return taken.entrySet().stream()
                .anyMatch(each -> !each.getValue().equals(expected.get(each.getKey())));
    }

    /** Until when more changes may come that are loaded together with these. */
    Optional<Instant> gathersUntil() {
        Instant now = clock.instant();
        Instant quiet = seenAt.plus(QUIET);
        return staleSince
                .map(since -> since.plus(LONGEST_GATHERING))
                .map(latest -> latest.isBefore(quiet) ? latest : quiet)
                .filter(now::isBefore);
    }

    /** What the table is to hold: the wanted rows, less those that no table takes. */
    private Map<String, String> expected() {
        if (aside.isEmpty()) {
            return wanted;
        }
        Map<String, String> expected = new LinkedHashMap<>();
        wanted.forEach((key, row) -> inItsPlace(key, row).ifPresent(it -> expected.put(key, it)));
        return expected;
    }

    private Optional<String> inItsPlace(String key, String row) {
        if (!row.equals(aside.get(key))) {
            return Optional.of(row);
        }
        return standIn(row).filter(other -> !other.equals(aside.get(key + Aside.STAND_IN)));
    }

    private Optional<String> standIn(String row) {
        return dimension == Dimension.AGENT
                ? Optional.of(shownById(AgentRow.of(row).agentId()).json())
                        .filter(other -> !other.equals(row))
                : Optional.empty();
    }

    private static AgentRow shownById(String id) {
        return AgentRow.unknown(id).named(id, "");
    }

    int size() {
        return expected().size();
    }

    Map<String, String> fresh(int upTo) {
        Map<String, String> fresh = new LinkedHashMap<>();
        if (provenFirst) {
            collect(fresh, upTo, true);
        }
        if (fresh.isEmpty()) {
            provenFirst = false;
            collect(fresh, upTo, false);
        }
        return fresh;
    }

    private void collect(Map<String, String> fresh, int upTo, boolean provenOnly) {
        for (Map.Entry<String, String> each : expected().entrySet()) {
            if (fresh.size() >= (provenOnly ? upTo : Math.min(upTo, most))) {
                break;
            }
            if (!taken.containsKey(each.getKey())
                    && (!provenOnly || proven.contains(each.getValue()))) {
                fresh.put(each.getKey(), each.getValue());
            }
        }
    }

    void taken(Map<String, String> rows) {
        taken.putAll(rows);
        closed = false;
        if (proven.addAll(rows.values())) {
            most = Math.min(2 * most, Quota.ROWS_A_POST);
        }
    }

    int taken() {
        return taken.size();
    }

    void cleared() {
        taken.clear();
        closed = false;
    }

    /** What is known to be refused, from whoever had the lease before. */
    void setAside(Aside before) {
        aside.putAll(before.rows());
        refusal = before.refusal();
        refusedAt = clock.instant();
    }

    Aside aside() {
        return new Aside(aside, refusal);
    }

    /**
     * Makes what is tried next smaller, until the bad row stands alone: first those that a table
     * has taken before, then a half.
     */
    void refused(Map<String, String> rows, String words) {
        if (rows.size() == 1) {
            rows.forEach(this::setAside);
            refusal = words;
            refusedAt = clock.instant();
        }
        long known = rows.values().stream().filter(proven::contains).count();
        if (known == 0 || known == rows.size()) {
            most = Math.max(1, rows.size() / 2);
            proven.removeAll(rows.values());
        }
        provenFirst = true;
    }

    /**
     * As {@link #refused}, where a row alone is tried once more first: the service may have been
     * away just then.
     */
    void blamed(Map<String, String> rows, String words) {
        if (rows.size() == 1 && !rows.equals(suspected)) {
            suspected = rows;
        } else {
            refused(rows, words);
        }
    }

    private void setAside(String key, String row) {
        aside.put(row.equals(wanted.get(key)) ? key : key + Aside.STAND_IN, row);
        newAside = true;
    }

    /** Whether a row was set aside since this was asked last. */
    boolean hasNewAside() {
        boolean since = newAside;
        newAside = false;
        return since;
    }

    boolean isHopeless() {
        return aside.size() >= MOST_ASIDE;
    }

    boolean hasAside() {
        return !aside.isEmpty();
    }

    String refusals() {
        return "The rows " + aside().keys() + " were refused: " + refusal;
    }

    /** Facts do not wait for a row that will not be taken. */
    boolean covers(String key) {
        return taken.containsKey(key) || (aside.containsKey(key) && !expected().containsKey(key));
    }
}

package io.quill.events.push.table;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.WantedRowsVersion;
import io.quill.events.sink.DatasetQuota;
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
 * Rows still to be sent: the difference between the wanted rows and those that were taken. A row
 * that is refused alone is set aside; an agent's is replaced by one with its id as the name, if
 * that is taken.
 */
final class PendingRows {
    /** Time after which a writer has probably died. */
    private static final Duration WRITING = Duration.ofSeconds(10);

    /**
     * First pause before rows set aside are tried again; it doubles each time, because a try may
     * cost a load.
     */
    private static final Duration ASIDE = Duration.ofMinutes(10);

    /** Time within which changes that follow one another share one load, which blanks reports. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration LONGEST_GATHERING = Duration.ofSeconds(5);

    private static final Duration LONGEST_ASIDE = Duration.ofDays(1);

    /** Rows set aside at most; with more of them the rows are not to blame. */
    private static final int MOST_ASIDE = 20;

    private final Dimension dimension;
    private final WantedRows source;
    private final InstantSource clock;
    private final Guard guard;
    private final Map<String, String> taken = new HashMap<>();
    private final Set<String> proven = new HashSet<>();
    private final Map<String, String> aside = new LinkedHashMap<>();
    private Map<String, String> wanted = Map.of();
    private @Nullable WantedRowsVersion seen;
    private Instant seenAt = Instant.MIN;
    private Optional<Instant> staleSince = Optional.empty();
    private Instant refusedAt = Instant.MIN;
    private Duration asideFor = ASIDE;
    private boolean closed;
    private boolean triesProvenFirst;
    private boolean newAside;
    private Map<String, String> suspected = Map.of();
    private int most = DatasetQuota.ROWS_A_POST;
    private String refusal = "";

    PendingRows(Dimension dimension, WantedRows source, InstantSource clock, Guard guard) {
        this.dimension = dimension;
        this.source = source;
        this.clock = clock;
        this.guard = guard;
    }

    /**
     * Reads the wanted rows if their version has changed. The version must have been read before.
     */
    void refresh(WantedRowsVersion wantedRowsVersion) {
        if (!wantedRowsVersion.equals(seen)) {
            wanted = source.rows(dimension);
            seen = wantedRowsVersion;
            seenAt = clock.instant();
            closed = false;
            dropOutdatedAsides();
        } else if (wantedRowsVersion.isBeingWritten()
                && !clock.instant().isBefore(seenAt.plus(WRITING))) {
            source.closeAbandoned(dimension, wantedRowsVersion, guard);
        }
        if (!aside.isEmpty() && !clock.instant().isBefore(refusedAt.plus(asideFor))) {
            asideFor = asideFor.multipliedBy(2);
            asideFor = asideFor.compareTo(LONGEST_ASIDE) > 0 ? LONGEST_ASIDE : asideFor;
            aside.clear();
            closed = false;
            triesProvenFirst = true;
        }
        closed = closed || taken.equals(expected());
        staleSince = hasStale() ? staleSince.or(() -> Optional.of(seenAt)) : Optional.empty();
    }

    /** Drops rows set aside that are wanted otherwise now. */
    private void dropOutdatedAsides() {
        aside.entrySet()
                .removeIf(
                        each ->
                                !each.getKey().endsWith(SetAsideRows.STAND_IN)
                                        && !each.getValue().equals(wanted.get(each.getKey())));
        aside.keySet()
                .removeIf(
                        key ->
                                key.endsWith(SetAsideRows.STAND_IN)
                                        && !aside.containsKey(
                                                key.replace(SetAsideRows.STAND_IN, "")));
    }

    boolean isUpToDate() {
        return closed;
    }

    /** Returns whether a row was taken that is not wanted, or not as it is. */
    boolean hasStale() {
        Map<String, String> expected = expected();
        return taken.entrySet().stream()
                .anyMatch(each -> !each.getValue().equals(expected.get(each.getKey())));
    }

    /** Returns until when more changes may come that are loaded together with these. */
    Optional<Instant> waitsForMoreUntil() {
        Instant now = clock.instant();
        Instant quiet = seenAt.plus(QUIET);
        return staleSince
                .map(since -> since.plus(LONGEST_GATHERING))
                .map(latest -> latest.isBefore(quiet) ? latest : quiet)
                .filter(now::isBefore);
    }

    /** Returns the rows that the table is to hold: the wanted rows without those set aside. */
    private Map<String, String> expected() {
        if (aside.isEmpty()) {
            return wanted;
        }
        Map<String, String> expected = new LinkedHashMap<>();
        wanted.forEach((key, row) -> rowOrStandIn(key, row).ifPresent(it -> expected.put(key, it)));
        return expected;
    }

    private Optional<String> rowOrStandIn(String key, String row) {
        if (!row.equals(aside.get(key))) {
            return Optional.of(row);
        }
        return standIn(row).filter(other -> !other.equals(aside.get(key + SetAsideRows.STAND_IN)));
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

    Map<String, String> nextRows(int upTo) {
        Map<String, String> fresh = new LinkedHashMap<>();
        if (triesProvenFirst) {
            collect(fresh, upTo, true);
        }
        if (fresh.isEmpty()) {
            triesProvenFirst = false;
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
            most = Math.min(2 * most, DatasetQuota.ROWS_A_POST);
        }
    }

    int taken() {
        return taken.size();
    }

    void cleared() {
        taken.clear();
        closed = false;
    }

    /** Takes over the rows that an earlier holder of the lease knew to be refused. */
    void setAside(SetAsideRows before) {
        aside.putAll(before.rows());
        refusal = before.refusal();
        refusedAt = clock.instant();
    }

    SetAsideRows aside() {
        return new SetAsideRows(aside, refusal);
    }

    /**
     * Makes the next try smaller, until the bad row stands alone: first rows that were taken
     * before, then a half.
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
        triesProvenFirst = true;
    }

    /**
     * Treats rows as refused, but tries a single row once more first, since the service may have
     * been away.
     */
    void refusedUnlessFirst(Map<String, String> rows, String words) {
        if (rows.size() == 1 && !rows.equals(suspected)) {
            suspected = rows;
        } else {
            refused(rows, words);
        }
    }

    private void setAside(String key, String row) {
        aside.put(row.equals(wanted.get(key)) ? key : key + SetAsideRows.STAND_IN, row);
        newAside = true;
    }

    /** Returns whether a row was set aside since the last call. */
    boolean hasNewAside() {
        boolean since = newAside;
        newAside = false;
        return since;
    }

    boolean hasTooManyAside() {
        return aside.size() >= MOST_ASIDE;
    }

    boolean hasAside() {
        return !aside.isEmpty();
    }

    String refusals() {
        return "The rows " + aside().keys() + " were refused: " + refusal;
    }

    /** Returns whether facts may follow: the row was taken, or will not be taken at all. */
    boolean covers(String key) {
        return taken.containsKey(key) || (aside.containsKey(key) && !expected().containsKey(key));
    }
}

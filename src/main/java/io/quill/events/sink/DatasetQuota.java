package io.quill.events.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Quota of one dataset, counted here so that Power BI never has to refuse. A post counts from when
 * it is recorded until a full window after its answer, which is never less than the service counts.
 */
public final class DatasetQuota {
    public static final int ROWS_A_POST = 10_000;

    static final long ROWS_AN_HOUR = 1_000_000;
    static final int POSTS = 120;
    static final long LARGE_TABLE = 250_000;

    /**
     * Posts in flight, one below the limit: a post that we gave up on may still be pending there.
     */
    static final int PENDING = 4;

    /**
     * Posts of each minute that are reserved for parts of a refused batch, whose good rows wait for
     * them.
     */
    static final int RESERVE = 20;

    /**
     * Posts of a request and of the one without rows that may follow, to find out what a refusal is
     * about.
     */
    private static final int POST_AND_PROBE = 2;

    private static final Duration PENDING_CHECK = Duration.ofSeconds(1);
    private static final Duration SPACING = Duration.ofMinutes(1).dividedBy(POSTS - RESERVE);
    private static final Duration SPARSE_SPACING = Duration.ofHours(1).dividedBy(POSTS);

    /**
     * Pause after each row, a tenth of the long-term rate: a flood of full posts made the service
     * time out.
     */
    private static final Duration PAUSE_A_ROW =
            Duration.ofHours(1).dividedBy(ROWS_AN_HOUR).dividedBy(10);

    /**
     * Longest wait: no quota of Power BI counts longer than an hour, so a longer request to wait is
     * cut to it.
     */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Least rows of a post while more are waiting. */
    private static final int WORTH_A_POST = 1_000;

    private final InstantSource clock;
    private final RetentionPolicy retentionPolicy;
    private final QuotaWindow minute =
            new QuotaWindow(Duration.ofMinutes(1), Duration.ofMillis(250));
    private final QuotaWindow hour = new QuotaWindow(Duration.ofHours(1), Duration.ofSeconds(10));
    private final Map<String, Long> tables = new HashMap<>();
    private final Set<Ticket> flights = new LinkedHashSet<>();
    private long tickets;
    private Instant notBefore = Instant.MIN;
    private Instant lastSent = Instant.MIN;
    private Instant spacedUntil = Instant.MIN;

    /** A post that was recorded and has not been answered yet. */
    public record Ticket(long number, String table, int rows) {}

    private enum Pace {
        BRISK,
        NEARING,
        SPARSE
    }

    public DatasetQuota(InstantSource clock, RetentionPolicy retentionPolicy) {
        this.clock = clock;
        this.retentionPolicy = retentionPolicy;
    }

    /** Takes up where another one left off; what was in flight then counts as answered now. */
    public DatasetQuota(InstantSource clock, RetentionPolicy retentionPolicy, QuotaState state) {
        this(clock, retentionPolicy);
        Instant now = clock.instant();
        state.slots().forEach(slot -> hour.addSlot(hour.noLaterThanAdded(slot, now)));
        hour.expire(now);
        if (state.flights() > 0) {
            hour.add(now, POST_AND_PROBE * state.flights(), state.flightRows());
        }
        hour.slots().forEach(slot -> minute.add(hour.endOf(slot), slot.posts(), slot.rows()));
        tables.putAll(state.tables());
        notBefore = earliest(state.notBefore(), now.plus(LONGEST_WAIT));
    }

    public synchronized QuotaDecision decide(int rowsReady) {
        Instant now = now();
        if (rowsReady <= 0) {
            return new QuotaDecision.Wait(now.plus(SPACING));
        }
        int batch = Math.min(rowsReady, ROWS_A_POST);
        Pace pace = pace(batch);
        int reserve = pace == Pace.SPARSE ? POST_AND_PROBE : RESERVE;
        Instant earliest =
                latest(notBefore, spaced(pace, now), posts(now, pace, reserve), rows(batch, pace));
        return decision(now, earliest, batch);
    }

    /**
     * Decides like {@link #decide}, but at once where any post is left, without an even share of
     * the time: for a part of a batch whose good rows have waited already. The parts together are
     * no more rows than the batch was.
     */
    public synchronized QuotaDecision decideForPart(int rows) {
        Instant now = now();
        Pace pace = pace(rows);
        return decision(
                now, latest(notBefore, posts(now, pace, POST_AND_PROBE), rows(rows, pace)), rows);
    }

    private QuotaDecision decision(Instant now, Instant earliest, int rows) {
        return earliest.isAfter(now)
                ? new QuotaDecision.Wait(earliest)
                : new QuotaDecision.Send((int) Math.min(rows, rowsLeft()));
    }

    /**
     * Decides when this many rows may go in posts one after the other, as fast as the service
     * allows: for a table that is empty meanwhile.
     */
    public synchronized QuotaDecision decideForAll(int rows) {
        Instant now = now();
        int posts = Math.max(1, Math.ceilDiv(rows, ROWS_A_POST));
        Pace pace = pace(rows);
        Instant earliest =
                latest(
                        notBefore,
                        spaced(Pace.BRISK, now),
                        posts(now, pace, Math.min(posts, POSTS)),
                        hour.whenRowsAtMost(ROWS_AN_HOUR - flightRows() - rows));
        return earliest.isAfter(now)
                ? new QuotaDecision.Wait(earliest)
                : new QuotaDecision.Send(Math.min(rows, ROWS_A_POST));
    }

    /** Counts a post that is about to go; the state has to be stored before it does. */
    public synchronized Ticket record(String table, int rows) {
        Ticket ticket = new Ticket(tickets++, table, rows);
        lastSent = now();
        spacedUntil = latest(spacedUntil, lastSent).plus(PAUSE_A_ROW.multipliedBy(rows));
        flights.add(ticket);
        tables.merge(table, (long) rows, Long::sum);
        return ticket;
    }

    /** Rows that may have been taken were taken, as far as the quota is concerned. */
    public void answered(Ticket ticket, int rowsTaken) {
        answered(ticket, rowsTaken, 0);
    }

    /**
     * Does the same as {@link #answered(Ticket, int)}.
     *
     * @param beside posts that the sink sent beside it
     */
    public synchronized void answered(Ticket ticket, int rowsTaken, int beside) {
        Instant now = now();
        if (flights.remove(ticket)) {
            minute.add(now, 1 + beside, rowsTaken);
            hour.add(now, 1 + beside, rowsTaken);
            int notTaken = ticket.rows() - rowsTaken;
            tables.merge(ticket.table(), (long) -notTaken, Long::sum);
            spacedUntil = spacedUntil.minus(PAUSE_A_ROW.multipliedBy(notTaken));
        }
    }

    /** Takes back rows of a post that was in doubt and is proved not to have been taken. */
    public synchronized void notTaken(String table, int rows) {
        tables.computeIfPresent(table, (_, held) -> Math.max(0, held - rows));
        minute.subtractRows(rows);
        hour.subtractRows(rows);
    }

    /** Waits as long as the service asks for, but no longer than its longest window. */
    public synchronized void throttled(Instant until) {
        notBefore = latest(notBefore, earliest(until, clock.instant().plus(LONGEST_WAIT)));
    }

    /** Sets the row count of a table where it is known better than counted here. */
    public synchronized void setRowCount(String table, long rows) {
        tables.put(table, rows);
    }

    public synchronized QuotaState state() {
        hour.expire(clock.instant());
        return new QuotaState(
                notBefore, flights.size(), flightRows(), tables, List.copyOf(hour.slots()));
    }

    public synchronized QuotaLeft remaining() {
        Instant now = now();
        boolean sparse = pace(0) == Pace.SPARSE;
        int used = (sparse ? hour : minute).posts() + flights.size();
        return new QuotaLeft(
                Math.max(0, POSTS - used),
                POSTS,
                sparse ? Duration.ofHours(1) : Duration.ofMinutes(1),
                Math.max(0, rowsLeft()),
                ROWS_AN_HOUR,
                Optional.of(notBefore).filter(now::isBefore),
                tables.values().stream().mapToLong(Long::longValue).max().orElse(0));
    }

    private Instant now() {
        Instant now = clock.instant();
        minute.expire(now);
        hour.expire(now);
        return now;
    }

    private Pace pace(int batch) {
        long largest = tables.values().stream().mapToLong(Long::longValue).max().orElse(0);
        if (retentionPolicy == RetentionPolicy.FIFO) {
            return Pace.BRISK;
        }
        if (largest + batch >= LARGE_TABLE) {
            return Pace.SPARSE;
        }
        long nextHours = 2 * (hour.rows() + flightRows()) + ROWS_A_POST;
        return largest + nextHours >= LARGE_TABLE ? Pace.NEARING : Pace.BRISK;
    }

    private Instant spaced(Pace pace, Instant now) {
        if (lastSent.equals(Instant.MIN)) {
            return lastSent;
        }
        Duration spacing = pace == Pace.BRISK ? SPACING : longest(SPACING, budgetSpacing(now));
        return latest(spacedUntil, lastSent.plus(spacing));
    }

    /**
     * Returns the spacing of posts: short while much of the hour's budget is left, an even share of
     * the hour once little is.
     */
    private Duration budgetSpacing(Instant now) {
        int most = POSTS - POST_AND_PROBE + 1;
        int used = hour.posts() + flights.size();
        return used >= most
                ? SPARSE_SPACING
                : hour.evenGap(now, most - used).multipliedBy(used).dividedBy(most);
    }

    private Instant posts(Instant now, Pace pace, int number) {
        if (flights.size() >= PENDING) {
            return now.plus(PENDING_CHECK);
        }
        int bound = POSTS - number - flights.size();
        Instant byMinute = minute.whenPostsAtMost(bound);
        return pace == Pace.SPARSE ? latest(byMinute, hour.whenPostsAtMost(bound)) : byMinute;
    }

    private Instant rows(int batch, Pace pace) {
        int worth = pace == Pace.BRISK ? Math.min(batch, WORTH_A_POST) : batch;
        return hour.whenRowsAtMost(ROWS_AN_HOUR - flightRows() - worth);
    }

    private long rowsLeft() {
        return ROWS_AN_HOUR - hour.rows() - flightRows();
    }

    private long flightRows() {
        return flights.stream().mapToLong(Ticket::rows).sum();
    }

    private static Instant latest(Instant first, Instant... others) {
        Instant latest = first;
        for (Instant other : others) {
            latest = other.isAfter(latest) ? other : latest;
        }
        return latest;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}

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
 * What Power BI allows one dataset, known in advance, so that it never has to refuse. A post counts
 * from when it is recorded until a full window after its answer: whenever the service counted it,
 * and whether in rolling or in fixed windows, it has counted no more than we did.
 *
 * <p>Once a table holds 250,000 rows that retention does not remove, the dataset gets 120 posts an
 * hour instead of a minute. Near that size, posts already become as rare as that, so that the hour
 * which is counted then is one that keeps to it.
 */
public final class Quota {
    public static final int ROWS_A_POST = 10_000;

    static final long ROWS_AN_HOUR = 1_000_000;
    static final int POSTS = 120;
    static final long LARGE_TABLE = 250_000;

    /** One below what is allowed: a post that we gave up on may still be pending there. */
    static final int PENDING = 4;

    /** Of each minute, for the parts of a batch that was refused: its good rows wait for these. */
    static final int RESERVE = 20;

    /** A post may be followed by one without rows, which tells what a refusal is about. */
    private static final int WITH_ONE_BESIDE = 2;

    private static final Duration PENDING_CHECK = Duration.ofSeconds(1);
    private static final Duration SPACING = Duration.ofMinutes(1).dividedBy(POSTS - RESERVE);
    private static final Duration SPARSE_SPACING = Duration.ofHours(1).dividedBy(POSTS);

    /** Ten times as fast as rows may come for long: a flood of full posts made it time out. */
    private static final Duration PAUSE_A_ROW =
            Duration.ofHours(1).dividedBy(ROWS_AN_HOUR).dividedBy(10);

    /**
     * No quota of Power BI is counted for longer than an hour, so whoever asks for more is asked
     * again then. What was stored by a clock that has been set back since is cut to it too.
     */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Fewer rows than these are not worth a post while more are waiting. */
    private static final int WORTH_A_POST = 1_000;

    private final InstantSource clock;
    private final Retention retention;
    private final Window minute = new Window(Duration.ofMinutes(1), Duration.ofMillis(250));
    private final Window hour = new Window(Duration.ofHours(1), Duration.ofSeconds(10));
    private final Map<String, Long> tables = new HashMap<>();
    private final Set<Ticket> flights = new LinkedHashSet<>();
    private long tickets;
    private Instant notBefore = Instant.MIN;
    private Instant lastSent = Instant.MIN;
    private Instant restedAt = Instant.MIN;

    /** A post that was recorded and has not been answered yet. */
    public record Ticket(long number, String table, int rows) {}

    private enum Pace {
        BRISK,
        NEARING,
        SPARSE
    }

    public Quota(InstantSource clock, Retention retention) {
        this.clock = clock;
        this.retention = retention;
    }

    /** Takes up where another one left off; what was in flight then counts as answered now. */
    public Quota(InstantSource clock, Retention retention, QuotaState state) {
        this(clock, retention);
        Instant now = clock.instant();
        state.slots().forEach(slot -> hour.put(hour.noLaterThanAdded(slot, now)));
        hour.expire(now);
        if (state.flights() > 0) {
            hour.add(now, WITH_ONE_BESIDE * state.flights(), state.flightRows());
        }
        hour.slots().forEach(slot -> minute.add(hour.doneBy(slot), slot.posts(), slot.rows()));
        tables.putAll(state.tables());
        notBefore = earliest(state.notBefore(), now.plus(LONGEST_WAIT));
    }

    public synchronized Decision next(int rowsReady) {
        Instant now = now();
        if (rowsReady <= 0) {
            return new Decision.Wait(now.plus(SPACING));
        }
        int batch = Math.min(rowsReady, ROWS_A_POST);
        Pace pace = pace(batch);
        int reserve = pace == Pace.SPARSE ? WITH_ONE_BESIDE : RESERVE;
        Instant earliest =
                latest(notBefore, spaced(pace, now), posts(now, pace, reserve), rows(batch, pace));
        return decision(now, earliest, batch);
    }

    /**
     * As {@link #next}, but at once where any post is left, without an even share of the time: for
     * a part of a batch whose good rows have waited already. The parts together are no more rows
     * than the batch was.
     */
    public synchronized Decision part(int rows) {
        Instant now = now();
        Pace pace = pace(rows);
        return decision(
                now, latest(notBefore, posts(now, pace, WITH_ONE_BESIDE), rows(rows, pace)), rows);
    }

    private Decision decision(Instant now, Instant earliest, int rows) {
        return earliest.isAfter(now)
                ? new Decision.Wait(earliest)
                : new Decision.Send((int) Math.min(rows, rowsLeft()));
    }

    /**
     * When all of so many rows may go one post after the other, as fast as the service allows: for
     * a table that is empty meanwhile, and so must not wait for an even share of the hour.
     */
    public synchronized Decision whole(int rows) {
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
                ? new Decision.Wait(earliest)
                : new Decision.Send(Math.min(rows, ROWS_A_POST));
    }

    /** Counts a post that is about to go; to be stored with {@link #state} before it does. */
    public synchronized Ticket record(String table, int rows) {
        Ticket ticket = new Ticket(tickets++, table, rows);
        lastSent = now();
        restedAt = latest(restedAt, lastSent).plus(PAUSE_A_ROW.multipliedBy(rows));
        flights.add(ticket);
        tables.merge(table, (long) rows, Long::sum);
        return ticket;
    }

    /** Rows that may have been taken were taken, as far as the quota is concerned. */
    public void answered(Ticket ticket, int rowsTaken) {
        answered(ticket, rowsTaken, 0);
    }

    /**
     * As {@link #answered(Ticket, int)}.
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
            restedAt = restedAt.minus(PAUSE_A_ROW.multipliedBy(notTaken));
        }
    }

    /** Rows of a post that was in doubt, and is proved not to have been taken. */
    public synchronized void notTaken(String table, int rows) {
        tables.computeIfPresent(table, (_, held) -> Math.max(0, held - rows));
        minute.takeBack(rows);
        hour.takeBack(rows);
    }

    /** Waits as long as the service asks for, but no longer than its longest window. */
    public synchronized void throttled(Instant until) {
        notBefore = latest(notBefore, earliest(until, clock.instant().plus(LONGEST_WAIT)));
    }

    /** Notes how many rows a table holds, where somebody knows better than this has counted. */
    public synchronized void holds(String table, long rows) {
        tables.put(table, rows);
    }

    public synchronized QuotaState state() {
        hour.expire(clock.instant());
        return new QuotaState(
                notBefore, flights.size(), flightRows(), tables, List.copyOf(hour.slots()));
    }

    public synchronized QuotaLeft left() {
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
        if (retention == Retention.FIFO) {
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
        Duration spacing = pace == Pace.BRISK ? SPACING : longest(SPACING, linger(now));
        return latest(restedAt, lastSent.plus(spacing));
    }

    /**
     * Short while much of the hour's budget is left, and an even share of the hour once little is:
     * so a lone event does not wait, and a steady trickle uses the budget to the brim.
     */
    private Duration linger(Instant now) {
        int most = POSTS - WITH_ONE_BESIDE + 1;
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

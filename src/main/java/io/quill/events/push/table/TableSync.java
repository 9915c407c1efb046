package io.quill.events.push.table;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.dimension.WantedRowsVersion;
import io.quill.events.push.ClearOrders;
import io.quill.events.push.table.TableRecovery.Found;
import io.quill.events.sink.Batch;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.QuotaDecision;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.RowCount;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.platform.store.Guard;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sync of one table under one lease. New rows are appended in numbered batches; for anything else
 * the table is cleared, after which all its rows are new.
 */
final class TableSync {
    private static final Logger LOG = LoggerFactory.getLogger(TableSync.class);

    /** Time that an unanswered request gets before a clear. */
    static final Duration QUIET_TIME = Duration.ofSeconds(3);

    /** Numbers skipped where a foreign writer's cannot be read. */
    private static final long LEAP = 1_000;

    /** Posts without a plain answer before the rows are suspected. */
    private static final int DOUBTS = 2;

    /** Loads of which nobody can say what was taken, before a row is blamed as well. */
    private static final int MOST_UNDECIDED_LOADS = 2;

    private static final String UNANSWERED = "each post of it stays without a plain answer";

    private static final Duration BEFORE_ANOTHER = Duration.ofMillis(500);

    private final String table;
    private final TableContext tableContext;
    private final TableStateStore tableStateStore;
    private final Guard guard;
    private final PendingRows pendingRows;
    private final TableRecovery tableRecovery;
    private final Backoff backoff;
    private final RowCountMonitor watch;
    private @Nullable TableState tableState;
    private Map<String, String> fixed = Map.of();
    private boolean mayBeTaken;
    private boolean loading;
    private boolean mayBeEmpty;
    private boolean paused;
    private int doubts;
    private int undecidedLoads;
    private Optional<Blame> blame = Optional.empty();
    private Instant doubtedAt = Instant.MIN;
    private Instant quietUntil = Instant.MIN;

    TableSync(
            Dimension dimension,
            TableContext tableContext,
            TableStateStore tableStateStore,
            Guard guard) {
        this.table = dimension.table();
        this.tableContext = tableContext;
        this.tableStateStore = tableStateStore;
        this.guard = guard;
        this.pendingRows =
                new PendingRows(dimension, tableContext.wanted(), tableContext.waits(), guard);
        this.tableRecovery = new TableRecovery(table, tableContext, tableStateStore, pendingRows);
        this.backoff = new Backoff(table, tableContext.quota(), tableContext.waits());
        this.watch = new RowCountMonitor(table, tableContext.sink(), tableContext.waits());
    }

    /**
     * That the rows of a post are to blame, which holds once the table takes a request without
     * them.
     *
     * @param settled whether it is known that the rows were not taken
     * @param tried whether such a request was sent already, and has no answer
     */
    private record Blame(String words, boolean settled, boolean tried) {
        Blame(String words) {
            this(words, true, false);
        }
    }

    TableSyncProgress advance(WantedRowsVersion wantedRowsVersion) {
        return backoff.step().orElseGet(() -> continueFromState(wantedRowsVersion));
    }

    private TableSyncProgress continueFromState(WantedRowsVersion wantedRowsVersion) {
        return switch (tableState) {
            case null -> open(wantedRowsVersion);
            case TableState.Level level -> plan(level, wantedRowsVersion);
            case TableState.Appending appending -> finish(appending);
            case TableState.Clearing clearing -> clear(clearing, wantedRowsVersion);
        };
    }

    /**
     * Clears the table, so that everything is loaded again; returns whether it could. A clear that
     * was ordered because of a request without an answer first leaves that request the time to
     * come.
     */
    boolean clear(Instant ordered) {
        if (!(tableState instanceof TableState.Level level) || loading) {
            return false;
        }
        reload(level.number(), Duration.between(now(), ordered.plus(QUIET_TIME)));
        return true;
    }

    /**
     * Clears after an unanswered request, but not where the table is seen to hold just the rows
     * that it should.
     */
    boolean clearAfterDoubt(Instant ordered) {
        boolean sound =
                tableState instanceof TableState.Level
                        && tableContext.sink().count(table) instanceof RowCount.Rows(long rows)
                        && rows == pendingRows.taken();
        return sound || clear(ordered);
    }

    /** Watches the row count, since an unanswered request may be carried out until then. */
    void watchUntil(Instant end) {
        watch.extendTo(end);
    }

    boolean covers(String key) {
        return !mayBeEmpty && pendingRows.covers(key);
    }

    private TableSyncProgress open(WantedRowsVersion wantedRowsVersion) {
        return switch (tableRecovery.recover(wantedRowsVersion)) {
            case Found.Nothing _ -> new TableSyncProgress.InLine();
            case Found.Known(TableState.Level level) -> setState(level);
            case Found.Strange(long number) -> reload(number, Duration.ZERO);
            case Found.UnderWay(TableState found, Map<String, String> rows) ->
                    takeOver(found, rows);
        };
    }

    private TableSyncProgress takeOver(TableState found, Map<String, String> rows) {
        quietUntil = now().plus(QUIET_TIME);
        if (found instanceof TableState.Appending && rows.isEmpty()) {
            return reload(found.highest(), QUIET_TIME);
        }
        if (found instanceof TableState.Appending) {
            fixed = rows;
            mayBeTaken = true;
            doubtedAt = now();
        } else {
            mayBeEmpty = true;
            loadOnceMore(now());
        }
        return setState(found);
    }

    private TableSyncProgress plan(TableState.Level level, WantedRowsVersion wantedRowsVersion) {
        pendingRows.refresh(wantedRowsVersion);
        if (pendingRows.isUpToDate()) {
            loading = false;
            undecidedLoads = 0;
            tableStateStore.setAside(pendingRows.aside(), guard);
            return watched(level);
        }
        boolean hasNew = !pendingRows.nextRows(1).isEmpty();
        if (pendingRows.hasStale()) {
            Optional<Instant> later =
                    wantedRowsVersion.isBeingWritten()
                            ? Optional.of(now().plus(Backoff.RETRY))
                            : pendingRows.waitsForMoreUntil();
            if (later.isEmpty()) {
                return reload(level.number(), Duration.ZERO);
            }
            if (wantedRowsVersion.isBeingWritten() || !hasNew) {
                return new TableSyncProgress.Waits(
                        later.get(), "The rows of " + table + " are changing");
            }
        }
        if (pendingRows.hasTooManyAside() || !hasNew) {
            return new TableSyncProgress.Stuck(table + ": " + pendingRows.refusals());
        }
        return switch (askQuota(pendingRows.nextRows(DatasetQuota.ROWS_A_POST).size())) {
            case QuotaDecision.Wait(Instant until) -> new TableSyncProgress.Waits(until, "quota");
            case QuotaDecision.Send(int upTo) -> fix(level, pendingRows.nextRows(upTo));
        };
    }

    /** Asks the quota; an emptied table is filled as fast as the service allows. */
    private QuotaDecision askQuota(int rows) {
        return loading
                ? tableContext.quota().decideForAll(rows)
                : tableContext.quota().decide(rows);
    }

    private TableSyncProgress watched(TableState.Level level) {
        return switch (watch.check(pendingRows.taken())) {
            case AS_EXPECTED ->
                    pendingRows.hasAside()
                            ? new TableSyncProgress.Stuck(table + ": " + pendingRows.refusals())
                            : new TableSyncProgress.InLine();
            case EMPTIED -> {
                LOG.warn("{} was emptied by a request that came late; it is loaded again", table);
                pendingRows.cleared();
                loading = true;
                yield storeState(new TableState.Level(level.number(), level.number()));
            }
            case DIFFERENT -> {
                LOG.warn("{} was changed by a request that came late; it is loaded again", table);
                yield reload(level.number(), Duration.ZERO);
            }
        };
    }

    private TableSyncProgress fix(TableState.Level level, Map<String, String> rows) {
        TableState.Appending appending = new TableState.Appending(level.base(), level.number());
        tableStateStore.storeBatch(appending.next(), rows, guard);
        fixed = rows;
        mayBeTaken = false;
        paused = false;
        doubts = 0;
        return post(appending);
    }

    private TableSyncProgress finish(TableState.Appending appending) {
        if (blame.isPresent()) {
            return blame(appending, blame.get());
        }
        return mayBeTaken
                ? settle(appending, tableContext.sink().proof(table, appending.next()))
                : postAgain(appending);
    }

    private TableSyncProgress settle(TableState.Appending appending, SequenceProof sequenceProof) {
        return switch (sequenceProof) {
            case SequenceProof.Taken _ -> done(appending);
            case SequenceProof.NotTaken _ -> postAgainLater(appending);
            case SequenceProof.Overtaken(long by) ->
                    reload(Math.max(by, appending.highest()), QUIET_TIME);
            case SequenceProof.Unanswered(String why)
                    when now().isBefore(doubtedAt.plus(Sink.LATE_WINDOW)) ->
                    backoff.waitUntil(now().plus(Backoff.RETRY), why);
            case SequenceProof.Unknown(String why) when now().isBefore(quietUntil) ->
                    backoff.waitUntil(quietUntil, why);
            case SequenceProof.Unknown _, SequenceProof.Unanswered _ -> {
                loadOnceMore(doubtedAt);
                yield settleByCount(appending);
            }
        };
    }

    /** Decides by the row count, where no sequence number tells. */
    private TableSyncProgress settleByCount(TableState.Appending appending) {
        long before = pendingRows.taken();
        if (tableContext.sink().count(table) instanceof RowCount.Rows(long rows)) {
            if (rows == before + fixed.size()) {
                return done(appending);
            }
            if (rows == before) {
                return postAgainLater(appending);
            }
            return reload(appending.highest(), Duration.ZERO);
        }
        undecidedLoads++;
        return undecidedLoads > MOST_UNDECIDED_LOADS
                ? blame(appending, new Blame(UNANSWERED, false, false))
                : reload(appending.highest(), Duration.ZERO);
    }

    private TableSyncProgress postAgainLater(TableState.Appending appending) {
        if (doubts >= (loading ? 1 : DOUBTS)) {
            return blame(appending, new Blame(UNANSWERED));
        }
        if (!paused) {
            paused = true;
            return backoff.waitUntil(now().plus(BEFORE_ANOTHER), "a post without an answer");
        }
        return postAgain(appending);
    }

    /** Orders the table to be loaded again when the unanswered request can no longer come. */
    private void loadOnceMore(Instant sent) {
        watch.watchAfter(sent);
        tableContext.orders().orderAt(sent.plus(Sink.LATE_WINDOW), table, ClearOrders.DOUBT);
    }

    private TableSyncProgress postAgain(TableState.Appending appending) {
        return switch (askQuota(fixed.size())) {
            case QuotaDecision.Wait(Instant until) -> new TableSyncProgress.Waits(until, "quota");
            case QuotaDecision.Send(int upTo) when upTo < fixed.size() ->
                    new TableSyncProgress.Waits(now().plus(Backoff.RETRY), "quota");
            case QuotaDecision.Send _ -> post(appending);
        };
    }

    /** Posts the same rows under the same number, as often as it takes. */
    private TableSyncProgress post(TableState.Appending appending) {
        DatasetQuota.Ticket ticket = tableContext.quota().record(table, fixed.size());
        int counted = fixed.size();
        try {
            tableStateStore.put(appending, guard, tableContext.alongside().get());
            tableState = appending;
            PushResult result =
                    tableContext
                            .sink()
                            .append(
                                    new Batch(
                                            table, appending.next(), List.copyOf(fixed.values())));
            counted = result instanceof PushResult.NotTaken ? 0 : counted;
            return answered(appending, result);
        } finally {
            tableContext.quota().answered(ticket, counted, tableContext.sink().extraPosts());
        }
    }

    private TableSyncProgress answered(TableState.Appending appending, PushResult result) {
        return switch (result) {
            case PushResult.Taken _ -> done(appending);
            case PushResult.Doubt _ -> doubted();
            case PushResult.SequenceBehind _ -> behind(appending);
            case PushResult.TooLarge(String words) -> refusedRows(appending, words);
            case PushResult.Refused(String words, _) -> refusedRows(appending, words);
            case PushResult.Denied(String words, _) -> blame(appending, new Blame(words));
            case PushResult.Throttled throttled -> {
                TableSyncProgress tableSyncProgress = backoff.after(throttled);
                tableStateStore.put(appending, guard, tableContext.alongside().get());
                yield tableSyncProgress;
            }
            case PushResult.NotTaken refusal -> backoff.after(refusal);
        };
    }

    private TableSyncProgress done(TableState.Appending appending) {
        blame = Optional.empty();
        mayBeEmpty = false;
        pendingRows.taken(fixed);
        return storeState(appending.done());
    }

    private TableSyncProgress doubted() {
        mayBeTaken = true;
        paused = false;
        doubts++;
        doubtedAt = now();
        quietUntil = doubtedAt.plus(QUIET_TIME);
        return new TableSyncProgress.Stepped();
    }

    /** Handles a number that was used; in a first post it was not used by us. */
    private TableSyncProgress behind(TableState.Appending appending) {
        SequenceProof sequenceProof = tableContext.sink().proof(table, appending.next());
        return switch (sequenceProof) {
            case SequenceProof.Taken _ when mayBeTaken -> done(appending);
            case SequenceProof.Overtaken(long by) ->
                    reload(Math.max(by, appending.highest()), QUIET_TIME);
            case SequenceProof.Taken _ -> reload(appending.highest(), QUIET_TIME);
            case SequenceProof.NotTaken _, SequenceProof.Unknown _, SequenceProof.Unanswered _ ->
                    reload(appending.highest() + LEAP, QUIET_TIME);
        };
    }

    /**
     * Makes the next post smaller; a post in doubt may be taken although the same rows are refused
     * now.
     */
    private TableSyncProgress refusedRows(TableState.Appending appending, String words) {
        if (mayBeTaken) {
            return blame(appending, new Blame(words));
        }
        pendingRows.refused(fixed, words);
        setAside();
        return storeState(appending.undone());
    }

    /**
     * Uses the number up by a request without rows: then none of them can be taken any more, and a
     * service that took that request is not what is wrong. The rows leave the journal before, since
     * the number proves nothing about them afterwards.
     */
    private TableSyncProgress blame(TableState.Appending appending, Blame why) {
        if (blame.isEmpty()) {
            tableStateStore.deleteBatch(appending.next(), guard);
            blame = Optional.of(why);
        }
        if (tableContext.quota().decideForPart(1) instanceof QuotaDecision.Wait(Instant until)) {
            return new TableSyncProgress.Waits(until, "quota");
        }
        DatasetQuota.Ticket ticket = tableContext.quota().record(table, 0);
        RevocationResult revocationResult = tableContext.sink().revoke(table, appending.next());
        tableContext.quota().answered(ticket, 0, tableContext.sink().extraPosts());
        return switch (revocationResult) {
            case RevocationResult.Revoked _ ->
                    found(why, new TableState.Level(appending.base(), appending.next()));
            case RevocationResult.Unsupported _ when !why.settled() -> {
                setAside(why);
                yield reload(appending.highest(), Duration.ZERO);
            }
            case RevocationResult.Unsupported _ -> {
                if (mayBeTaken) {
                    loadOnceMore(doubtedAt);
                }
                yield found(why, appending.undone());
            }
            case RevocationResult.UsedBefore _ -> usedBefore(appending, why);
            case RevocationResult.Failed(PushResult.NotTaken refusal) -> backoff.after(refusal);
            case RevocationResult.Failed _ -> {
                blame = Optional.of(new Blame(why.words(), why.settled(), true));
                yield backoff.waitUntil(
                        now().plus(Backoff.RETRY), "Power BI does not answer for " + table);
            }
        };
    }

    /** Takes the rows as taken if nothing but our own post can have used the number. */
    private TableSyncProgress usedBefore(TableState.Appending appending, Blame why) {
        boolean byThePost =
                mayBeTaken
                        && !why.tried()
                        && tableContext.sink().proof(table, appending.next())
                                instanceof SequenceProof.Taken;
        if (!byThePost) {
            return reload(appending.highest(), QUIET_TIME);
        }
        tableStateStore.storeBatch(appending.next(), fixed, guard);
        return done(appending);
    }

    private TableSyncProgress found(Blame why, TableState.Level level) {
        blame = Optional.empty();
        setAside(why);
        return storeState(level);
    }

    private void setAside(Blame why) {
        pendingRows.refusedUnlessFirst(fixed, why.words());
        setAside();
    }

    private void setAside() {
        if (pendingRows.hasNewAside()) {
            LOG.error(
                    "{}: {} Facts are pushed without it. Correct the row, and sync " + "again.",
                    table,
                    pendingRows.refusals());
            tableStateStore.setAside(pendingRows.aside(), guard);
        }
    }

    /**
     * Only where all rows can follow at once, and somebody answers: nobody wants a blank report.
     */
    private TableSyncProgress clear(
            TableState.Clearing clearing, WantedRowsVersion wantedRowsVersion) {
        if (mayBeEmpty
                && tableContext.sink().count(table) instanceof RowCount.Rows(long rows)
                && rows == 0) {
            // the clear without an answer was carried out
            pendingRows.refresh(wantedRowsVersion);
            return cleared(clearing);
        }
        if (now().isBefore(quietUntil)) {
            return new TableSyncProgress.Waits(
                    quietUntil, "A request to " + table + " may be under way");
        }
        pendingRows.refresh(wantedRowsVersion);
        if (tableContext.quota().decideForAll(pendingRows.size())
                instanceof QuotaDecision.Wait(Instant until)) {
            return new TableSyncProgress.Waits(
                    until, "quota, for all rows of " + table + " at once");
        }
        if (tableContext.sink().proof(table, clearing.number())
                instanceof SequenceProof.Unanswered(String why)) {
            return backoff.waitUntil(now().plus(Backoff.RETRY), why);
        }
        // once more, because a clear without the lease would empty what a successor has loaded
        tableStateStore.put(clearing, guard, List.of());
        mayBeEmpty = true;
        return switch (tableContext.sink().clear(table)) {
            case PushResult.Taken _ -> cleared(clearing);
            case PushResult.Doubt _ -> {
                loadOnceMore(now());
                yield reload(clearing.number(), QUIET_TIME);
            }
            case PushResult.NotTaken refusal -> backoff.after(refusal);
        };
    }

    private TableSyncProgress cleared(TableState.Clearing clearing) {
        pendingRows.cleared();
        loading = true;
        TableSyncProgress tableSyncProgress = storeState(clearing.done());
        tableContext.quota().setRowCount(table, 0);
        tableStateStore.deleteUpTo(clearing.number(), guard);
        return tableSyncProgress;
    }

    /**
     * Begins to clear and load the table; an earlier doubt still counts, since numbers may not
     * outlast a clear.
     */
    private TableSyncProgress reload(long number, Duration calm) {
        Instant calmed = now().plus(calm);
        quietUntil = calmed.isAfter(quietUntil) ? calmed : quietUntil;
        blame = Optional.empty();
        return storeState(new TableState.Clearing(number));
    }

    private TableSyncProgress storeState(TableState next) {
        tableStateStore.put(next, guard, List.of());
        return setState(next);
    }

    private TableSyncProgress setState(TableState next) {
        tableState = next;
        return new TableSyncProgress.Stepped();
    }

    private Instant now() {
        return tableContext.waits().instant();
    }
}

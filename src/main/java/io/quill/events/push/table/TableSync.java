package io.quill.events.push.table;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.Head;
import io.quill.events.dimension.Step;
import io.quill.events.push.Clearings;
import io.quill.events.push.table.Opening.Found;
import io.quill.events.sink.Batch;
import io.quill.events.sink.Decision;
import io.quill.events.sink.Proof;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Quota;
import io.quill.events.sink.Revocation;
import io.quill.events.sink.RowCount;
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
 * One table, under one holding of the lease. New rows are appended in numbered batches; for
 * anything else the table is cleared, after which all its rows are new.
 */
final class TableSync {
    private static final Logger LOG = LoggerFactory.getLogger(TableSync.class);

    /** How long a request in doubt, or one of a predecessor, may go on by itself before a clear. */
    static final Duration CALM = Duration.ofSeconds(3);

    /** Past a stranger's numbers, where they cannot be read. */
    private static final long LEAP = 1_000;

    /** After so many posts without a plain answer it is asked whether a row is to blame. */
    private static final int DOUBTS = 2;

    /**
     * After so many loads of which nobody can say what was taken, a row may be to blame as well.
     */
    private static final int UNSETTLED = 2;

    private static final String UNANSWERED = "each post of it stays without a plain answer";

    private static final Duration BEFORE_ANOTHER = Duration.ofMillis(500);

    private final String table;
    private final Means means;
    private final Journal journal;
    private final Guard guard;
    private final Gap gap;
    private final Opening opening;
    private final Respite respite;
    private final RowWatch watch;
    private @Nullable State state;
    private Map<String, String> fixed = Map.of();
    private boolean mayBeTaken;
    private boolean loading;
    private boolean mayBeEmpty;
    private boolean paused;
    private int doubts;
    private int unsettled;
    private Optional<Blame> blame = Optional.empty();
    private Instant doubtedAt = Instant.MIN;
    private Instant calmFrom = Instant.MIN;

    TableSync(Dimension dimension, Means means, Journal journal, Guard guard) {
        this.table = dimension.table();
        this.means = means;
        this.journal = journal;
        this.guard = guard;
        this.gap = new Gap(dimension, means.wanted(), means.waits(), guard);
        this.opening = new Opening(table, means, journal, gap);
        this.respite = new Respite(table, means.quota(), means.waits());
        this.watch = new RowWatch(table, means.sink(), means.waits());
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

    Step advance(Head head) {
        return respite.step().orElseGet(() -> goOn(head));
    }

    private Step goOn(Head head) {
        return switch (state) {
            case null -> open(head);
            case State.Level level -> plan(level, head);
            case State.Appending appending -> finish(appending);
            case State.Clearing clearing -> clear(clearing, head);
        };
    }

    /**
     * Whether it could be done: clears it, so that everything is loaded again. What was ordered
     * because of a request without an answer leaves that request the time to come.
     */
    boolean clear(Instant ordered) {
        if (!(state instanceof State.Level level) || loading) {
            return false;
        }
        reload(level.number(), Duration.between(now(), ordered.plus(CALM)));
        return true;
    }

    /**
     * As {@link #clear}, for a request that had no answer: not where the table is seen to hold just
     * the rows that it should.
     */
    boolean clearAfterDoubt(Instant ordered) {
        boolean sound =
                state instanceof State.Level
                        && means.sink().count(table) instanceof RowCount.Rows(long rows)
                        && rows == gap.taken();
        return sound || clear(ordered);
    }

    /** A request without an answer may be carried out until then. */
    void watchUntil(Instant end) {
        watch.last(end);
    }

    boolean covers(String key) {
        return !mayBeEmpty && gap.covers(key);
    }

    private Step open(Head head) {
        return switch (opening.look(head)) {
            case Found.Nothing _ -> new Step.InLine();
            case Found.Known(State.Level level) -> remember(level);
            case Found.Strange(long number) -> reload(number, Duration.ZERO);
            case Found.UnderWay(State found, Map<String, String> rows) -> inherit(found, rows);
        };
    }

    private Step inherit(State found, Map<String, String> rows) {
        calmFrom = now().plus(CALM);
        if (found instanceof State.Appending && rows.isEmpty()) {
            return reload(found.highest(), CALM);
        }
        if (found instanceof State.Appending) {
            fixed = rows;
            mayBeTaken = true;
            doubtedAt = now();
        } else {
            mayBeEmpty = true;
            loadOnceMore(now());
        }
        return remember(found);
    }

    private Step plan(State.Level level, Head head) {
        gap.look(head);
        if (gap.isClosed()) {
            loading = false;
            unsettled = 0;
            journal.setAside(gap.aside(), guard);
            return watched(level);
        }
        boolean hasNew = !gap.fresh(1).isEmpty();
        if (gap.hasStale()) {
            Optional<Instant> later =
                    head.isOpen() ? Optional.of(now().plus(Respite.RETRY)) : gap.gathersUntil();
            if (later.isEmpty()) {
                return reload(level.number(), Duration.ZERO);
            }
            if (head.isOpen() || !hasNew) {
                return new Step.Waits(later.get(), "The rows of " + table + " are changing");
            }
        }
        if (gap.isHopeless() || !hasNew) {
            return new Step.Stuck(table + ": " + gap.refusals());
        }
        return switch (room(gap.fresh(Quota.ROWS_A_POST).size())) {
            case Decision.Wait(Instant until) -> new Step.Waits(until, "quota");
            case Decision.Send(int upTo) -> fix(level, gap.fresh(upTo));
        };
    }

    /** A table that was emptied is filled as fast as the service allows. */
    private Decision room(int rows) {
        return loading ? means.quota().whole(rows) : means.quota().next(rows);
    }

    private Step watched(State.Level level) {
        return switch (watch.look(gap.taken())) {
            case AS_EXPECTED ->
                    gap.hasAside()
                            ? new Step.Stuck(table + ": " + gap.refusals())
                            : new Step.InLine();
            case EMPTIED -> {
                LOG.warn("{} was emptied by a request that came late; it is loaded again", table);
                gap.cleared();
                loading = true;
                yield become(new State.Level(level.number(), level.number()));
            }
            case DIFFERENT -> {
                LOG.warn("{} was changed by a request that came late; it is loaded again", table);
                yield reload(level.number(), Duration.ZERO);
            }
        };
    }

    private Step fix(State.Level level, Map<String, String> rows) {
        State.Appending appending = new State.Appending(level.base(), level.number());
        journal.fix(appending.next(), rows, guard);
        fixed = rows;
        mayBeTaken = false;
        paused = false;
        doubts = 0;
        return post(appending);
    }

    private Step finish(State.Appending appending) {
        if (blame.isPresent()) {
            return blame(appending, blame.get());
        }
        return mayBeTaken
                ? settle(appending, means.sink().proof(table, appending.next()))
                : postAgain(appending);
    }

    private Step settle(State.Appending appending, Proof proof) {
        return switch (proof) {
            case Proof.Taken _ -> done(appending);
            case Proof.NotTaken _ -> postAgainLater(appending);
            case Proof.Overtaken(long by) -> reload(Math.max(by, appending.highest()), CALM);
            case Proof.Unanswered(String why) when now().isBefore(doubtedAt.plus(Sink.LATE)) ->
                    respite.waits(now().plus(Respite.RETRY), why);
            case Proof.Unknown(String why) when now().isBefore(calmFrom) ->
                    respite.waits(calmFrom, why);
            case Proof.Unknown _, Proof.Unanswered _ -> {
                loadOnceMore(doubtedAt);
                yield settleByCount(appending);
            }
        };
    }

    /** Where no number tells, the rows that the table holds may. */
    private Step settleByCount(State.Appending appending) {
        long before = gap.taken();
        if (means.sink().count(table) instanceof RowCount.Rows(long rows)) {
            if (rows == before + fixed.size()) {
                return done(appending);
            }
            if (rows == before) {
                return postAgainLater(appending);
            }
            return reload(appending.highest(), Duration.ZERO);
        }
        unsettled++;
        return unsettled > UNSETTLED
                ? blame(appending, new Blame(UNANSWERED, false, false))
                : reload(appending.highest(), Duration.ZERO);
    }

    private Step postAgainLater(State.Appending appending) {
        if (doubts >= (loading ? 1 : DOUBTS)) {
            return blame(appending, new Blame(UNANSWERED));
        }
        if (!paused) {
            paused = true;
            return respite.waits(now().plus(BEFORE_ANOTHER), "a post without an answer");
        }
        return postAgain(appending);
    }

    /** Nobody can wait as long as a request may be on its way: what it spoils is mended then. */
    private void loadOnceMore(Instant sent) {
        watch.begin(sent);
        means.orders().orderFor(sent.plus(Sink.LATE), table, Clearings.DOUBT);
    }

    private Step postAgain(State.Appending appending) {
        return switch (room(fixed.size())) {
            case Decision.Wait(Instant until) -> new Step.Waits(until, "quota");
            case Decision.Send(int upTo) when upTo < fixed.size() ->
                    new Step.Waits(now().plus(Respite.RETRY), "quota");
            case Decision.Send _ -> post(appending);
        };
    }

    /** The same number with the same rows, as often as it takes. */
    private Step post(State.Appending appending) {
        Quota.Ticket ticket = means.quota().record(table, fixed.size());
        int counted = fixed.size();
        try {
            journal.put(appending, guard, means.alongside().get());
            state = appending;
            PushResult result =
                    means.sink()
                            .append(
                                    new Batch(
                                            table, appending.next(), List.copyOf(fixed.values())));
            counted = result instanceof PushResult.NotTaken ? 0 : counted;
            return answered(appending, result);
        } finally {
            means.quota().answered(ticket, counted, means.sink().postsBeside());
        }
    }

    private Step answered(State.Appending appending, PushResult result) {
        return switch (result) {
            case PushResult.Taken _ -> done(appending);
            case PushResult.Doubt _ -> doubted();
            case PushResult.SequenceBehind _ -> behind(appending);
            case PushResult.TooLarge(String words) -> smaller(appending, words);
            case PushResult.Refused(String words, _) -> smaller(appending, words);
            case PushResult.Denied(String words, _) -> blame(appending, new Blame(words));
            case PushResult.Throttled throttled -> {
                Step step = respite.after(throttled);
                journal.put(appending, guard, means.alongside().get());
                yield step;
            }
            case PushResult.NotTaken refusal -> respite.after(refusal);
        };
    }

    private Step done(State.Appending appending) {
        blame = Optional.empty();
        mayBeEmpty = false;
        gap.taken(fixed);
        return become(appending.done());
    }

    private Step doubted() {
        mayBeTaken = true;
        paused = false;
        doubts++;
        doubtedAt = now();
        calmFrom = doubtedAt.plus(CALM);
        return new Step.Stepped();
    }

    /** On a first post, whoever used this number was not us. */
    private Step behind(State.Appending appending) {
        Proof proof = means.sink().proof(table, appending.next());
        return switch (proof) {
            case Proof.Taken _ when mayBeTaken -> done(appending);
            case Proof.Overtaken(long by) -> reload(Math.max(by, appending.highest()), CALM);
            case Proof.Taken _ -> reload(appending.highest(), CALM);
            case Proof.NotTaken _, Proof.Unknown _, Proof.Unanswered _ ->
                    reload(appending.highest() + LEAP, CALM);
        };
    }

    /** A post in doubt may be taken although the same rows are refused now. */
    private Step smaller(State.Appending appending, String words) {
        if (mayBeTaken) {
            return blame(appending, new Blame(words));
        }
        gap.refused(fixed, words);
        setAside();
        return become(appending.undone());
    }

    /**
     * Uses the number up by a request without rows: then none of them can be taken any more, and a
     * service that took that request is not what is wrong. The rows leave the journal before, since
     * the number proves nothing about them afterwards.
     */
    private Step blame(State.Appending appending, Blame why) {
        if (blame.isEmpty()) {
            journal.drop(appending.next(), guard);
            blame = Optional.of(why);
        }
        if (means.quota().part(1) instanceof Decision.Wait(Instant until)) {
            return new Step.Waits(until, "quota");
        }
        Quota.Ticket ticket = means.quota().record(table, 0);
        Revocation revocation = means.sink().revoke(table, appending.next());
        means.quota().answered(ticket, 0, means.sink().postsBeside());
        return switch (revocation) {
            case Revocation.Revoked _ ->
                    found(why, new State.Level(appending.base(), appending.next()));
            case Revocation.Unsupported _ when !why.settled() -> {
                setAside(why);
                yield reload(appending.highest(), Duration.ZERO);
            }
            case Revocation.Unsupported _ -> {
                if (mayBeTaken) {
                    loadOnceMore(doubtedAt);
                }
                yield found(why, appending.undone());
            }
            case Revocation.UsedBefore _ -> usedBefore(appending, why);
            case Revocation.Failed(PushResult.NotTaken refusal) -> respite.after(refusal);
            case Revocation.Failed _ -> {
                blame = Optional.of(new Blame(why.words(), why.settled(), true));
                yield respite.waits(
                        now().plus(Respite.RETRY), "Power BI does not answer for " + table);
            }
        };
    }

    /** By our own post, if nothing else can have used just this number. */
    private Step usedBefore(State.Appending appending, Blame why) {
        boolean byThePost =
                mayBeTaken
                        && !why.tried()
                        && means.sink().proof(table, appending.next()) instanceof Proof.Taken;
        if (!byThePost) {
            return reload(appending.highest(), CALM);
        }
        journal.fix(appending.next(), fixed, guard);
        return done(appending);
    }

    private Step found(Blame why, State.Level level) {
        blame = Optional.empty();
        setAside(why);
        return become(level);
    }

    private void setAside(Blame why) {
        gap.blamed(fixed, why.words());
        setAside();
    }

    private void setAside() {
        if (gap.hasNewAside()) {
            LOG.error(
                    "{}: {} Facts go on without; change what the row says, and sync again.",
                    table,
                    gap.refusals());
            journal.setAside(gap.aside(), guard);
        }
    }

    /**
     * Only where all rows can follow at once, and somebody answers: nobody wants a blank report.
     */
    private Step clear(State.Clearing clearing, Head head) {
        if (mayBeEmpty
                && means.sink().count(table) instanceof RowCount.Rows(long rows)
                && rows == 0) {
            // the clear without an answer was carried out
            gap.look(head);
            return cleared(clearing);
        }
        if (now().isBefore(calmFrom)) {
            return new Step.Waits(calmFrom, "A request to " + table + " may be under way");
        }
        gap.look(head);
        if (means.quota().whole(gap.size()) instanceof Decision.Wait(Instant until)) {
            return new Step.Waits(until, "quota, for all rows of " + table + " at once");
        }
        if (means.sink().proof(table, clearing.number()) instanceof Proof.Unanswered(String why)) {
            return respite.waits(now().plus(Respite.RETRY), why);
        }
        // once more, because a clear without the lease would empty what a successor has loaded
        journal.put(clearing, guard, List.of());
        mayBeEmpty = true;
        return switch (means.sink().clear(table)) {
            case PushResult.Taken _ -> cleared(clearing);
            case PushResult.Doubt _ -> {
                loadOnceMore(now());
                yield reload(clearing.number(), CALM);
            }
            case PushResult.NotTaken refusal -> respite.after(refusal);
        };
    }

    private Step cleared(State.Clearing clearing) {
        gap.cleared();
        loading = true;
        Step step = become(clearing.done());
        means.quota().holds(table, 0);
        journal.sweep(clearing.number(), guard);
        return step;
    }

    /** An earlier doubt still counts: nothing says whether numbers outlast a clear. */
    private Step reload(long number, Duration calm) {
        Instant calmed = now().plus(calm);
        calmFrom = calmed.isAfter(calmFrom) ? calmed : calmFrom;
        blame = Optional.empty();
        return become(new State.Clearing(number));
    }

    private Step become(State next) {
        journal.put(next, guard, List.of());
        return remember(next);
    }

    private Step remember(State next) {
        state = next;
        return new Step.Stepped();
    }

    private Instant now() {
        return means.waits().instant();
    }
}

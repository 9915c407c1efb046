package io.quill.dimension.table;

import io.quill.dimension.Dimension;
import io.quill.dimension.Head;
import io.quill.dimension.Step;
import io.quill.dimension.table.Opening.Found;
import io.quill.push.Batch;
import io.quill.push.Decision;
import io.quill.push.Proof;
import io.quill.push.PushResult;
import io.quill.push.Quota;
import io.quill.push.Sink;
import io.quill.store.Guard;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One table, under one holding of the lease. New rows are appended in numbered batches; for
 * anything else the table is cleared, after which all its rows are new.
 */
final class TableSync {
    /** How long a request in doubt, or one of a predecessor, may go on by itself before a clear. */
    static final Duration CALM = Duration.ofSeconds(3);

    /** Past a stranger's numbers, where they cannot be read. */
    private static final long LEAP = 1_000;

    private final String table;
    private final Means means;
    private final Journal journal;
    private final Guard guard;
    private final Gap gap;
    private final Opening opening;
    private final Respite respite;
    private @Nullable State state;
    private Map<String, String> fixed = Map.of();
    private boolean mayBeTaken;
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
    }

    Step advance(Head head) {
        return respite.step().orElseGet(() -> goOn(head));
    }

    private Step goOn(Head head) {
        return switch (state) {
            case null -> open(head);
            case State.Level level -> plan(level, head);
            case State.Appending appending -> finish(appending);
            case State.Clearing clearing -> clear(clearing);
        };
    }

    /**
     * Whether it could be done: clears it, so that everything is loaded again. What was ordered
     * because of a request without an answer leaves that request the time to come.
     */
    boolean clear(Instant ordered) {
        if (!(state instanceof State.Level level)) {
            return false;
        }
        reload(level.number(), Duration.between(now(), ordered.plus(CALM)));
        return true;
    }

    boolean covers(String key) {
        return !(state instanceof State.Clearing) && gap.covers(key);
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
        if (found instanceof State.Appending) {
            fixed = rows;
            mayBeTaken = true;
            doubtedAt = now();
        } else {
            loadOnceMore(now());
        }
        return remember(found);
    }

    private Step plan(State.Level level, Head head) {
        gap.look(head);
        if (gap.isClosed()) {
            return new Step.InLine();
        }
        if (gap.hasStale()) {
            return head.isOpen()
                    ? new Step.Waits(
                            now().plus(Respite.RETRY), "The rows of " + table + " are changing")
                    : reload(level.number(), Duration.ZERO);
        }
        if (gap.isHopeless() || gap.fresh(1).isEmpty()) {
            return new Step.Stuck(table + ": " + gap.refusals());
        }
        return switch (means.quota().next(gap.fresh(Quota.ROWS_A_POST).size())) {
            case Decision.Wait(Instant until) -> new Step.Waits(until, "quota");
            case Decision.Send(int upTo) -> fix(level, gap.fresh(upTo));
        };
    }

    private Step fix(State.Level level, Map<String, String> rows) {
        State.Appending appending = new State.Appending(level.base(), level.number());
        journal.fix(appending.next(), rows, guard);
        fixed = rows;
        mayBeTaken = false;
        return post(appending);
    }

    private Step finish(State.Appending appending) {
        return mayBeTaken
                ? settle(appending, means.sink().proof(table, appending.next()))
                : postAgain(appending);
    }

    private Step settle(State.Appending appending, Proof proof) {
        return switch (proof) {
            case Proof.Taken _ -> done(appending);
            case Proof.NotTaken _ -> postAgain(appending);
            case Proof.Overtaken(long by) -> reload(Math.max(by, appending.highest()), CALM);
            case Proof.Unanswered(String why) when now().isBefore(doubtedAt.plus(Sink.LATE)) ->
                    respite.waits(now().plus(Respite.RETRY), why);
            case Proof.Unknown(String why) when now().isBefore(calmFrom) ->
                    respite.waits(calmFrom, why);
            case Proof.Unknown _, Proof.Unanswered _ -> {
                loadOnceMore(doubtedAt);
                yield reload(appending.highest(), Duration.ZERO);
            }
        };
    }

    /** Nobody can wait as long as a request may be on its way: what it spoils is mended then. */
    private void loadOnceMore(Instant sent) {
        means.orders().orderFor(sent.plus(Sink.LATE), table, "a request without an answer");
    }

    private Step postAgain(State.Appending appending) {
        return switch (means.quota().next(fixed.size())) {
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
            means.quota().answered(ticket, counted);
        }
    }

    private Step answered(State.Appending appending, PushResult result) {
        return switch (result) {
            case PushResult.Taken _ -> done(appending);
            case PushResult.Doubt _ -> doubted();
            case PushResult.SequenceBehind _ -> behind(appending);
            case PushResult.TooLarge(String words) -> smaller(appending, words);
            case PushResult.Refused(String words, _) -> smaller(appending, words);
            case PushResult.NotTaken refusal -> respite.after(refusal);
        };
    }

    private Step done(State.Appending appending) {
        gap.taken(fixed);
        return become(appending.done());
    }

    private Step doubted() {
        mayBeTaken = true;
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

    /**
     * A post in doubt may be taken although the same rows are refused now; after a clear, whose
     * rows have other numbers, it would double them.
     */
    private Step smaller(State.Appending appending, String words) {
        if (mayBeTaken) {
            return now().isBefore(doubtedAt.plus(Sink.LATE))
                    ? respite.waits(now().plus(Respite.STUCK), words)
                    : reload(appending.highest(), Duration.ZERO);
        }
        gap.refused(fixed, words);
        return become(appending.undone());
    }

    private Step clear(State.Clearing clearing) {
        if (now().isBefore(calmFrom)) {
            return new Step.Waits(calmFrom, "A request to " + table + " may be under way");
        }
        // once more, because a clear without the lease would empty what a successor has loaded
        journal.put(clearing, guard, List.of());
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
        Step step = become(clearing.done());
        means.quota().holds(table, 0);
        journal.sweep(clearing.number(), guard);
        return step;
    }

    /** An earlier doubt still counts: nothing says whether numbers outlast a clear. */
    private Step reload(long number, Duration calm) {
        Instant calmed = now().plus(calm);
        calmFrom = calmed.isAfter(calmFrom) ? calmed : calmFrom;
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

package io.quill.dimension.table;

import io.quill.dimension.Dimension;
import io.quill.dimension.Head;
import io.quill.dimension.Step;
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

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration THROTTLED = Duration.ofSeconds(5);
    private static final Duration STUCK = Duration.ofSeconds(8);

    /** Past a stranger's numbers, where they cannot be read. */
    private static final long LEAP = 1_000;

    private final String table;
    private final Means means;
    private final Journal journal;
    private final Guard guard;
    private final Gap gap;
    private @Nullable State state;
    private Map<String, String> fixed = Map.of();
    private boolean mayBeTaken;
    private Instant doubtedAt = Instant.MIN;
    private Instant calmFrom = Instant.MIN;
    private Instant resumes = Instant.MIN;
    private Step pausing = new Step.InLine();

    TableSync(Dimension dimension, Means means, Journal journal, Guard guard) {
        this.table = dimension.table();
        this.means = means;
        this.journal = journal;
        this.guard = guard;
        this.gap = new Gap(dimension, means.wanted(), means.clock(), guard);
    }

    Step advance(Head head) {
        if (now().isBefore(resumes)) {
            return pausing;
        }
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

    /** A table that nobody has begun with is left alone as long as no row is wanted. */
    private Step open(Head head) {
        if (head.equals(Head.NONE)) {
            return new Step.InLine();
        }
        State found = journal.state().orElse(null);
        if (found == null) {
            gap.look(head);
            return gap.fresh(1).isEmpty() ? new Step.InLine() : reload(0, Duration.ZERO);
        }
        Map<Long, Map<String, String>> batches = journal.batches();
        if (found instanceof State.Level(long base, long number)) {
            taken(batches, base, number);
            return number > base ? verify(found) : remember(found);
        }
        calmFrom = now().plus(CALM);
        if (found instanceof State.Appending appending) {
            taken(batches, appending.base(), appending.number());
            fixed = batches.getOrDefault(appending.next(), Map.of());
            mayBeTaken = true;
            doubtedAt = now();
        }
        return remember(found);
    }

    private void taken(Map<Long, Map<String, String>> batches, long base, long number) {
        batches.forEach(
                (each, rows) -> {
                    if (each > base && each <= number) {
                        gap.taken(rows);
                    }
                });
        means.quota().holds(table, gap.taken());
    }

    /** The far side's books can tell that it is not the table that we knew. */
    private Step verify(State found) {
        return switch (means.sink().proof(table, found.highest())) {
            case Proof.Taken _, Proof.Unknown _ -> remember(found);
            case Proof.NotTaken _ -> reload(found.highest(), Duration.ZERO);
            case Proof.Overtaken(long by) -> reload(by, Duration.ZERO);
        };
    }

    private Step plan(State.Level level, Head head) {
        gap.look(head);
        if (gap.isClosed()) {
            return new Step.InLine();
        }
        if (gap.hasStale()) {
            return head.isOpen()
                    ? new Step.Waits(now().plus(RETRY), "The rows of " + table + " are changing")
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
            case Proof.Unknown(String why) ->
                    now().isBefore(calmFrom)
                            ? pause(new Step.Waits(calmFrom, why))
                            : reload(appending.highest(), Duration.ZERO);
        };
    }

    private Step postAgain(State.Appending appending) {
        return switch (means.quota().next(fixed.size())) {
            case Decision.Wait(Instant until) -> new Step.Waits(until, "quota");
            case Decision.Send(int upTo) when upTo < fixed.size() ->
                    new Step.Waits(now().plus(RETRY), "quota");
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
            case PushResult.NotTaken refusal -> later(refusal);
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
            case Proof.NotTaken _, Proof.Unknown _ -> reload(appending.highest() + LEAP, CALM);
        };
    }

    /**
     * A post in doubt may be taken although the same rows are refused now; after a clear, whose
     * rows have other numbers, it would double them.
     */
    private Step smaller(State.Appending appending, String words) {
        if (mayBeTaken) {
            return now().isBefore(doubtedAt.plus(Sink.LATE))
                    ? pause(new Step.Waits(now().plus(STUCK), words))
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
            case PushResult.Doubt _ -> reload(clearing.number(), CALM);
            case PushResult.NotTaken refusal -> later(refusal);
        };
    }

    private Step cleared(State.Clearing clearing) {
        gap.cleared();
        Step step = become(clearing.done());
        means.quota().holds(table, 0);
        journal.sweep(clearing.number(), guard);
        return step;
    }

    private Step later(PushResult.NotTaken refusal) {
        return switch (refusal) {
            case PushResult.Throttled(var after, String words) -> {
                Instant until = now().plus(after.orElse(THROTTLED));
                means.quota().throttled(until);
                yield pause(new Step.Waits(until, words));
            }
            case PushResult.Unsent(String words) -> pause(new Step.Waits(now().plus(RETRY), words));
            case PushResult.Denied(String words, String remedy) -> stuck(words + " " + remedy);
            case PushResult.TooLarge _,
                    PushResult.Refused _,
                    PushResult.SchemaFault _,
                    PushResult.Missing _,
                    PushResult.SequenceBehind _ ->
                    stuck(refusal.words());
        };
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

    private Step stuck(String words) {
        resumes = now().plus(STUCK);
        pausing = new Step.Stuck(table + ": " + words);
        return pausing;
    }

    private Step pause(Step.Waits waits) {
        resumes = waits.until();
        pausing = waits;
        return waits;
    }

    private Instant now() {
        return means.clock().instant();
    }
}

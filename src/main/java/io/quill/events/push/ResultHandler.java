package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.platform.store.Guard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Acts on the result of a post: settles its events, offers them again, gives them up, or checks the
 * outcome.
 */
final class ResultHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ResultHandler.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final Duration STANDSTILL = Duration.ofSeconds(8);
    private static final Duration BUSY = Duration.ofSeconds(4);
    private static final int MOST_DOUBLINGS = 4;

    /** Numbers skipped when a foreign writer's number cannot be read. */
    private static final long LEAP = 1_000;

    private final Sink sink;
    private final OutcomeCheck outcomeCheck;
    private final BatchSplitter batchSplitter;
    private final BatchStore book;
    private final BatchCompletion batchCompletion;
    private final RefusalHandler refusalHandler;
    private final DoubtPolicy doubtPolicy;
    private final PusherStatus pusherStatus;
    private final InstantSource clock;
    private int throttled;

    ResultHandler(
            Function<Guard, LeasedSink> leased,
            Sink sink,
            BatchStore book,
            RefusalHandler refusalHandler,
            DoubtPolicy doubtPolicy,
            PusherStatus pusherStatus,
            InstantSource clock) {
        this.sink = sink;
        this.outcomeCheck = new OutcomeCheck(sink);
        this.book = book;
        this.batchCompletion = new BatchCompletion(book);
        this.batchSplitter =
                new BatchSplitter(
                        this, new BatchSplitter.Means(leased, sink, book, pusherStatus, clock));
        this.refusalHandler = refusalHandler;
        this.doubtPolicy = doubtPolicy;
        this.pusherStatus = pusherStatus;
        this.clock = clock;
    }

    void handle(PusherState pusherState, OpenBatch batch, PushResult result) {
        if (blamesTheRows(result) && pusherState.mayStillBeTaken()) {
            batchSplitter.refused(pusherState, batch, (PushResult.NotTaken) result);
        } else {
            applyResult(pusherState, batch, result);
        }
    }

    /** Acts on a result when no earlier post of the batch can still be under way. */
    void applyResult(PusherState pusherState, OpenBatch batch, PushResult result) {
        switch (result) {
            case PushResult.Taken(String requestId) ->
                    taken(pusherState, batch, "request " + requestId, Optional.of(requestId));
            case PushResult.Doubt(String why) -> doubtful(pusherState, batch, why);
            case PushResult.Throttled(Optional<Duration> after, String words) ->
                    throttled(pusherState, after.orElseGet(this::backOff), words);
            case PushResult.TooLarge(String words) ->
                    refusalHandler.tooLarge(pusherState, batch, words);
            case PushResult.Refused refused ->
                    refusalHandler.refused(pusherState, batch, refused.words());
            case PushResult.SchemaFault(String words) -> stop(pusherState, batch, words);
            case PushResult.Denied(String words, String remedy) ->
                    denied(pusherState, words + " " + remedy);
            case PushResult.Missing(String words) -> denied(pusherState, words);
            case PushResult.SequenceBehind(String words) -> behind(pusherState, batch, words);
            case PushResult.Unsent(String words) -> pusherStatus.pause(PAUSE, words);
        }
    }

    /**
     * Returns whether the rows would go on under other numbers, which stop no earlier post of them.
     */
    private static boolean blamesTheRows(PushResult result) {
        return result instanceof PushResult.TooLarge
                || result instanceof PushResult.Refused
                || result instanceof PushResult.SchemaFault;
    }

    /**
     * Skips numbers that somebody else used, before such a number could pass for our own in a
     * doubt.
     */
    void compareNumbers(PusherState pusherState) {
        long next = book.next();
        switch (sink.proof(FactRows.TABLE, next)) {
            case SequenceProof.Overtaken(long by) -> skipUsedNumbers(pusherState, by);
            case SequenceProof.Taken _ -> skipUsedNumbers(pusherState, next);
            case SequenceProof.NotTaken _ when book.isLent() -> book.clearLent(pusherState.guard());
            case SequenceProof.NotTaken _, SequenceProof.Unknown _, SequenceProof.Unanswered _ -> {}
        }
    }

    /**
     * Skips to the number after a foreign one; stored before it is logged, so that a process
     * without the lease logs nothing.
     */
    private void skipUsedNumbers(PusherState pusherState, long reached) {
        book.skipTo(pusherState.guard(), reached + 1);
        if (book.isLent()) {
            book.clearLent(pusherState.guard());
            LOG.warn(
                    "A rebuild of {} ended before it told which numbers it used: numbers go on at {}",
                    FactRows.TABLE,
                    reached + 1);
            return;
        }
        LOG.error(
                "Somebody else writes to {}, or the store was restored: numbers go on at {}",
                FactRows.TABLE,
                reached + 1);
    }

    /**
     * Offers the rows of a refused batch again, since the dataset that is pushed to now lacks the
     * dimension rows that they need.
     */
    void offerAgain(PusherState pusherState) {
        pusherState
                .current()
                .filter(batch -> batch.stage() == OpenBatch.Stage.FIXED)
                .filter(_ -> !pusherState.postedBefore())
                .ifPresent(
                        batch ->
                                batchCompletion.letGo(
                                        pusherState,
                                        batch,
                                        "its dataset is gone, there is another"));
    }

    /** Resumes a predecessor's batch by its stage; a fixed one may have been posted. */
    void resumeInherited(PusherState pusherState, OpenBatch batch) {
        switch (batch.stage()) {
            case GATHERING ->
                    batchCompletion.letGo(
                            pusherState, batch, "its pusher ended before it was fixed");
            case RETURNING -> batchCompletion.resumeReturn(pusherState, batch);
            case FIXED -> doubtful(pusherState, batch, "its pusher ended before the answer came");
            case REVOKING -> batchSplitter.resumeInherited(pusherState, batch);
            case TAKEN -> batchCompletion.settle(pusherState, batch);
            case HELD, SETTLED, DONE -> pusherState.clearCurrent();
        }
    }

    /** Carries out an operator's order about a held batch. */
    void applyOrder(PusherState pusherState, OpenBatch batch, HeldBatchOrder heldBatchOrder) {
        String words = "by order of " + heldBatchOrder.who() + " at " + heldBatchOrder.at();
        switch (heldBatchOrder.ruling()) {
            case RESEND -> {
                book.note(
                        pusherState.guard(),
                        batch,
                        StoryEntryKind.RULED,
                        "to be sent again, " + words);
                batchCompletion.sendAgain(pusherState, batch, words);
            }
            case ACCEPT -> {
                book.note(
                        pusherState.guard(),
                        batch,
                        StoryEntryKind.RULED,
                        "to count as taken, " + words);
                batchCompletion.settle(
                        pusherState,
                        book.markTaken(pusherState.guard(), batch, "accepted", Optional.empty()));
            }
        }
    }

    void taken(PusherState pusherState, OpenBatch batch, String words, Optional<String> request) {
        throttled = 0;
        pusherStatus.setPushing();
        refusalHandler.taken(pusherState);
        pusherState.othersWereTaken(batch.keys(), clock.instant());
        OpenBatch taken = book.markTaken(pusherState.guard(), batch, "taken: " + words, request);
        pusherState.setCurrent(taken);
        batchCompletion.settle(pusherState, taken);
    }

    private void doubtful(PusherState pusherState, OpenBatch batch, String why) {
        pusherState.addDoubt(clock.instant());
        checkOutcome(pusherState, batch, why);
    }

    /** Resumes an open question or a split; nothing is posted meanwhile. */
    void resume(PusherState pusherState) {
        if (pusherState.current().isEmpty()) {
            return;
        }
        OpenBatch batch = pusherState.current().get();
        if (pusherState.question().isPresent()) {
            checkOutcome(pusherState, batch, pusherState.question().get());
        } else if (pusherState.split().isPresent()) {
            batchSplitter.resume(pusherState, batch);
        }
    }

    void checkOutcome(PusherState pusherState, OpenBatch batch, String why) {
        OutcomeCheck.Verdict verdict = outcomeCheck.check(batch, patience(pusherState));
        if (!(verdict instanceof OutcomeCheck.Verdict.Unanswered)) {
            pusherState.clearQuestion();
        }
        switch (verdict) {
            case OutcomeCheck.Verdict.Taken(String words) ->
                    taken(pusherState, batch, why + "; " + words, Optional.empty());
            case OutcomeCheck.Verdict.NotTaken(String words) -> {
                int rows = batch.rows().size();
                pusherState
                        .quota()
                        .ifPresent(datasetQuota -> datasetQuota.notTaken(FactRows.TABLE, rows));
                batchSplitter.notTaken(pusherState, batch, why + "; " + words);
            }
            case OutcomeCheck.Verdict.Absent(String words) ->
                    absent(pusherState, batch, why + "; " + words);
            case OutcomeCheck.Verdict.Partly(Set<EventKey> there, String words) ->
                    partly(pusherState, batch, there, why + "; " + words);
            case OutcomeCheck.Verdict.Unanswered(String words) ->
                    unanswered(pusherState, batch, why, words);
            case OutcomeCheck.Verdict.Open(String words) ->
                    undecided(pusherState, batch, why + "; " + words);
            case OutcomeCheck.Verdict.Overtaken(long by, String words) -> {
                book.skipTo(pusherState.guard(), by + 1);
                outnumbered(pusherState, batch, why + "; " + words);
            }
        }
    }

    /**
     * Posts rows again that a query did not find, and records that they may be doubled, since they
     * may still come.
     */
    private void absent(PusherState pusherState, OpenBatch batch, String words) {
        batchSplitter.notTaken(
                pusherState,
                batch,
                words + recordMayBeDoubled(pusherState, batch.number(), batch.keys()));
    }

    /** Records rows that may be doubled, once each. */
    String recordMayBeDoubled(PusherState pusherState, long number, List<EventKey> keys) {
        List<EventKey> untold = pusherState.unreported(keys);
        if (!untold.isEmpty()) {
            book.recordMayBeDoubled(pusherState.guard(), number, untold);
        }
        return "; its rows may be doubled";
    }

    OutcomeCheck.Patience patience(PusherState pusherState) {
        return pusherState.mayStillBeTaken()
                ? OutcomeCheck.Patience.FOR_BOTH
                : OutcomeCheck.Patience.FOR_EITHER;
    }

    /** Waits for an answer, and notes that in the story once. */
    private void unanswered(PusherState pusherState, OpenBatch batch, String why, String words) {
        if (pusherState.question().isEmpty()) {
            book.note(
                    pusherState.guard(),
                    batch,
                    StoryEntryKind.DOUBTED,
                    why + "; nobody tells, and it is asked until somebody does: " + words);
        }
        pusherState.setQuestion(why);
        pusherStatus.pause(
                ASK_AGAIN, "what became of batch " + batch.number() + " is not answered: " + words);
    }

    void partly(PusherState pusherState, OpenBatch batch, Set<EventKey> there, String words) {
        OpenBatch found = batch.only(there);
        List<EventKey> others = batch.keys().stream().filter(key -> !there.contains(key)).toList();
        String all = words + "; the others go again, and may be doubled";
        recordMayBeDoubled(pusherState, batch.number(), others);
        batchCompletion.settleInPart(pusherState, batch, found, all);
    }

    private void undecided(PusherState pusherState, OpenBatch batch, String words) {
        if (pusherState.doubts() <= 1) {
            LOG.warn("Batch {} is in doubt: {}", batch.number(), words);
        }
        switch (doubtPolicy) {
            case RESEND -> absent(pusherState, batch, words + "; sent again");
            case HOLD -> hold(pusherState, batch, words);
        }
    }

    boolean holdsDoubts() {
        return doubtPolicy == DoubtPolicy.HOLD;
    }

    void hold(PusherState pusherState, OpenBatch batch, String words) {
        batchCompletion.hold(pusherState, batch, words);
    }

    private void outnumbered(PusherState pusherState, OpenBatch batch, String words) {
        switch (doubtPolicy) {
            case RESEND -> {
                pusherState.repeat(batch);
                batchCompletion.sendAgain(pusherState, batch, words);
            }
            case HOLD -> batchCompletion.hold(pusherState, batch, words);
        }
    }

    /**
     * Counts a refusal of every request; after a few the batch is split instead of posted again.
     */
    private void denied(PusherState pusherState, String words) {
        if (pusherState.countDenial() >= BatchSplitter.MOST_POSTS) {
            pusherState.setSplit(new PusherState.Split(words, Optional.empty(), true));
        }
        recheckSink(pusherState, words);
    }

    /** Waits after a request that the sink does not take now, for the reason it gives. */
    void handleUnavailable(PusherState pusherState, PushResult result) {
        switch (result) {
            case PushResult.Throttled(Optional<Duration> after, String words) ->
                    throttled(pusherState, after.orElseGet(this::backOff), words);
            case PushResult.Denied(String words, String remedy) ->
                    recheckSink(pusherState, words + " " + remedy);
            case PushResult.Missing(String words) -> recheckSink(pusherState, words);
            case PushResult.NotTaken refusal -> pusherStatus.pause(PAUSE, refusal.words());
            case PushResult.Taken _, PushResult.Doubt _ -> {}
        }
    }

    /**
     * Handles a number that was used: in a first post it is somebody else's, and ours was refused.
     */
    private void behind(PusherState pusherState, OpenBatch batch, String words) {
        if (pusherState.postedBefore()) {
            doubtful(pusherState, batch, words);
            return;
        }
        long reached =
                sink.proof(FactRows.TABLE, batch.number())
                                instanceof SequenceProof.Overtaken(long by)
                        ? by
                        : batch.number() + LEAP;
        skipUsedNumbers(pusherState, reached);
        batchCompletion.letGo(pusherState, batch, words);
    }

    /** Returns a pause that doubles while the sink goes on refusing without saying until when. */
    private Duration backOff() {
        Duration time = BUSY.multipliedBy(1L << throttled);
        throttled = Math.min(throttled + 1, MOST_DOUBLINGS);
        return time;
    }

    private void throttled(PusherState pusherState, Duration after, String words) {
        Instant until = clock.instant().plus(after);
        pusherState
                .quota()
                .ifPresent(
                        datasetQuota -> {
                            datasetQuota.throttled(until);
                            book.storeQuota(pusherState.guard(), datasetQuota.state());
                        });
        pusherStatus.pause(after, PushResult.Throttled.told(until, words));
    }

    private void stop(PusherState pusherState, OpenBatch batch, String words) {
        LOG.error("The table {} takes no rows: {}", FactRows.TABLE, words);
        batchCompletion.letGo(pusherState, batch, words);
        recheckSink(pusherState, words);
    }

    /** Has the dataset checked before anything more is sent. */
    void recheckSink(PusherState pusherState, String words) {
        pusherState.forgetSink();
        pusherStatus.pause(STANDSTILL, words);
    }
}

package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.sink.Proof;
import io.quill.events.sink.PushResult;
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

/** What each answer means for the events of a batch: settled, offered again, given up, or asked. */
final class Aftermath {
    private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final Duration STANDSTILL = Duration.ofSeconds(8);
    private static final Duration BUSY = Duration.ofSeconds(4);
    private static final int MOST_DOUBLINGS = 4;

    /** Behind whatever a foreign writer may have reached, when its number cannot be read. */
    private static final long LEAP = 1_000;

    private final Sink sink;
    private final Doubt doubt;
    private final Halving halving;
    private final BatchBook book;
    private final Ends ends;
    private final Refusals refusals;
    private final InDoubt inDoubt;
    private final Pace pace;
    private final InstantSource clock;
    private int throttled;

    Aftermath(
            Function<Guard, LeasedSink> leased,
            Sink sink,
            BatchBook book,
            Refusals refusals,
            InDoubt inDoubt,
            Pace pace,
            InstantSource clock) {
        this.sink = sink;
        this.doubt = new Doubt(sink);
        this.book = book;
        this.ends = new Ends(book);
        this.halving = new Halving(this, new Halving.Means(leased, sink, book, pace, clock));
        this.refusals = refusals;
        this.inDoubt = inDoubt;
        this.pace = pace;
        this.clock = clock;
    }

    void of(Tenure tenure, OpenBatch batch, PushResult result) {
        if (blamesTheRows(result) && tenure.mayStillBeTaken()) {
            halving.refused(tenure, batch, (PushResult.NotTaken) result);
        } else {
            answered(tenure, batch, result);
        }
    }

    /** Of a batch that is not under way any more, or was never in doubt. */
    void answered(Tenure tenure, OpenBatch batch, PushResult result) {
        switch (result) {
            case PushResult.Taken(String requestId) ->
                    taken(tenure, batch, "request " + requestId, Optional.of(requestId));
            case PushResult.Doubt(String why) -> doubtful(tenure, batch, why);
            case PushResult.Throttled(Optional<Duration> after, String words) ->
                    throttled(tenure, after.orElseGet(this::backOff), words);
            case PushResult.TooLarge(String words) -> refusals.tooLarge(tenure, batch, words);
            case PushResult.Refused refused -> refusals.refused(tenure, batch, refused.words());
            case PushResult.SchemaFault(String words) -> stop(tenure, batch, words);
            case PushResult.Denied(String words, String remedy) ->
                    denied(tenure, words + " " + remedy);
            case PushResult.Missing(String words) -> denied(tenure, words);
            case PushResult.SequenceBehind(String words) -> behind(tenure, batch, words);
            case PushResult.Unsent(String words) -> pace.pause(PAUSE, words);
        }
    }

    /** After these the rows go on under other numbers, which stop no earlier post of them. */
    private static boolean blamesTheRows(PushResult result) {
        return result instanceof PushResult.TooLarge
                || result instanceof PushResult.Refused
                || result instanceof PushResult.SchemaFault;
    }

    /**
     * Numbers as high as our next one are a stranger's, or the store was restored. It is better
     * seen now than in a doubt, when such a number would pass for our own.
     */
    void compareNumbers(Tenure tenure) {
        long next = book.next();
        switch (sink.proof(FactRows.TABLE, next)) {
            case Proof.Overtaken(long by) -> goOnBehind(tenure, by);
            case Proof.Taken _ -> goOnBehind(tenure, next);
            case Proof.NotTaken _ when book.isLent() -> book.isBack(tenure.guard());
            case Proof.NotTaken _, Proof.Unknown _, Proof.Unanswered _ -> {}
        }
    }

    /** Noted before it is said: one whose lease is lost met nobody but its own follower. */
    private void goOnBehind(Tenure tenure, long reached) {
        book.skipTo(tenure.guard(), reached + 1);
        if (book.isLent()) {
            book.isBack(tenure.guard());
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

    /** A predecessor's batch: what is fixed may have been posted, and nobody heard the answer. */
    void inherited(Tenure tenure, OpenBatch batch) {
        switch (batch.stage()) {
            case GATHERING -> ends.letGo(tenure, batch, "its pusher ended before it was fixed");
            case RETURNING -> ends.returned(tenure, batch);
            case FIXED -> doubtful(tenure, batch, "its pusher ended before the answer came");
            case REVOKING -> halving.inherited(tenure, batch);
            case TAKEN -> ends.settle(tenure, batch);
            case HELD, SETTLED, DONE -> tenure.done();
        }
    }

    /** An operator has decided about a batch that was held. */
    void ruled(Tenure tenure, OpenBatch batch, Order order) {
        String words = "by order of " + order.who() + " at " + order.at();
        switch (order.ruling()) {
            case RESEND -> {
                book.note(tenure.guard(), batch, What.RULED, "to be sent again, " + words);
                ends.sendAgain(tenure, batch, words);
            }
            case ACCEPT -> {
                book.note(tenure.guard(), batch, What.RULED, "to count as taken, " + words);
                ends.settle(
                        tenure, book.taken(tenure.guard(), batch, "accepted", Optional.empty()));
            }
        }
    }

    void taken(Tenure tenure, OpenBatch batch, String words, Optional<String> request) {
        throttled = 0;
        pace.goesOn();
        refusals.taken(tenure);
        tenure.othersWereTaken(batch.keys(), clock.instant());
        OpenBatch taken = book.taken(tenure.guard(), batch, "taken: " + words, request);
        tenure.take(taken);
        ends.settle(tenure, taken);
    }

    private void doubtful(Tenure tenure, OpenBatch batch, String why) {
        tenure.mayHaveBeenTaken(clock.instant());
        ask(tenure, batch, why);
    }

    /** Nothing is posted while the question stands, or each post of an outage might be taken. */
    void goOn(Tenure tenure) {
        if (tenure.current().isEmpty()) {
            return;
        }
        OpenBatch batch = tenure.current().get();
        if (tenure.question().isPresent()) {
            ask(tenure, batch, tenure.question().get());
        } else if (tenure.split().isPresent()) {
            halving.goOn(tenure, batch);
        }
    }

    void ask(Tenure tenure, OpenBatch batch, String why) {
        Doubt.Verdict verdict = doubt.settle(batch, patience(tenure));
        if (!(verdict instanceof Doubt.Verdict.Unanswered)) {
            tenure.answered();
        }
        switch (verdict) {
            case Doubt.Verdict.Taken(String words) ->
                    taken(tenure, batch, why + "; " + words, Optional.empty());
            case Doubt.Verdict.NotTaken(String words) -> {
                int rows = batch.rows().size();
                tenure.quota().ifPresent(quota -> quota.notTaken(FactRows.TABLE, rows));
                halving.notTaken(tenure, batch, why + "; " + words);
            }
            case Doubt.Verdict.Absent(String words) -> absent(tenure, batch, why + "; " + words);
            case Doubt.Verdict.Partly(Set<EventKey> there, String words) ->
                    partly(tenure, batch, there, why + "; " + words);
            case Doubt.Verdict.Unanswered(String words) -> unanswered(tenure, batch, why, words);
            case Doubt.Verdict.Open(String words) -> undecided(tenure, batch, why + "; " + words);
            case Doubt.Verdict.Overtaken(long by, String words) -> {
                book.skipTo(tenure.guard(), by + 1);
                outnumbered(tenure, batch, why + "; " + words);
            }
        }
    }

    /** A query sees what was taken, as a rule; what it does not see may still come. */
    private void absent(Tenure tenure, OpenBatch batch, String words) {
        halving.notTaken(tenure, batch, words + tell(tenure, batch.number(), batch.keys()));
    }

    /** What is not proved is told, once. */
    String tell(Tenure tenure, long number, List<EventKey> keys) {
        List<EventKey> untold = tenure.untold(keys);
        if (!untold.isEmpty()) {
            book.mayBeDoubled(tenure.guard(), number, untold);
        }
        return "; its rows may be doubled";
    }

    Doubt.Patience patience(Tenure tenure) {
        return tenure.mayStillBeTaken() ? Doubt.Patience.FOR_BOTH : Doubt.Patience.FOR_EITHER;
    }

    /** Told in the story once, however often it is asked. */
    private void unanswered(Tenure tenure, OpenBatch batch, String why, String words) {
        if (tenure.question().isEmpty()) {
            book.note(
                    tenure.guard(),
                    batch,
                    What.DOUBTED,
                    why + "; nobody tells, and it is asked until somebody does: " + words);
        }
        tenure.asks(why);
        pace.pause(ASK_AGAIN, "what became of batch " + batch.number() + " is not answered");
    }

    void partly(Tenure tenure, OpenBatch batch, Set<EventKey> there, String words) {
        OpenBatch found = batch.only(there);
        List<EventKey> others = batch.keys().stream().filter(key -> !there.contains(key)).toList();
        String all = words + "; the others go again, and may be doubled";
        tell(tenure, batch.number(), others);
        ends.settleInPart(tenure, batch, found, all);
    }

    private void undecided(Tenure tenure, OpenBatch batch, String words) {
        if (tenure.doubts() <= 1) {
            LOG.warn("Batch {} is in doubt: {}", batch.number(), words);
        }
        switch (inDoubt) {
            case RESEND -> absent(tenure, batch, words + "; sent again");
            case HOLD -> hold(tenure, batch, words);
        }
    }

    boolean holdsDoubts() {
        return inDoubt == InDoubt.HOLD;
    }

    void hold(Tenure tenure, OpenBatch batch, String words) {
        ends.hold(tenure, batch, words);
    }

    private void outnumbered(Tenure tenure, OpenBatch batch, String words) {
        switch (inDoubt) {
            case RESEND -> {
                tenure.again(batch);
                ends.sendAgain(tenure, batch, words);
            }
            case HOLD -> ends.hold(tenure, batch, words);
        }
    }

    /** Every request is refused: rows that were refused so a few times are not posted meanwhile. */
    private void denied(Tenure tenure, String words) {
        if (tenure.wasDenied() >= Halving.MOST_POSTS) {
            tenure.splits(new Tenure.Split(words, Optional.empty(), true));
        }
        lookAgain(tenure, words);
    }

    /** The sink takes no requests now, for a reason that it tells. */
    void waits(Tenure tenure, PushResult result) {
        switch (result) {
            case PushResult.Throttled(Optional<Duration> after, String words) ->
                    throttled(tenure, after.orElseGet(this::backOff), words);
            case PushResult.Denied(String words, String remedy) ->
                    lookAgain(tenure, words + " " + remedy);
            case PushResult.Missing(String words) -> lookAgain(tenure, words);
            case PushResult.NotTaken refusal -> pace.pause(PAUSE, refusal.words());
            case PushResult.Taken _, PushResult.Doubt _ -> {}
        }
    }

    /**
     * Where nothing was sent before, the number is somebody else's, and ours was surely refused.
     */
    private void behind(Tenure tenure, OpenBatch batch, String words) {
        if (tenure.postedBefore()) {
            doubtful(tenure, batch, words);
            return;
        }
        long reached =
                sink.proof(FactRows.TABLE, batch.number()) instanceof Proof.Overtaken(long by)
                        ? by
                        : batch.number() + LEAP;
        goOnBehind(tenure, reached);
        ends.letGo(tenure, batch, words);
    }

    /** Whoever goes on refusing, and does not say until when, is asked less often. */
    private Duration backOff() {
        Duration time = BUSY.multipliedBy(1L << throttled);
        throttled = Math.min(throttled + 1, MOST_DOUBLINGS);
        return time;
    }

    private void throttled(Tenure tenure, Duration after, String words) {
        Instant until = clock.instant().plus(after);
        tenure.quota()
                .ifPresent(
                        quota -> {
                            quota.throttled(until);
                            book.keep(tenure.guard(), quota.state());
                        });
        pace.pause(after, PushResult.Throttled.told(until, words));
    }

    private void stop(Tenure tenure, OpenBatch batch, String words) {
        LOG.error("The table {} takes no rows: {}", FactRows.TABLE, words);
        ends.letGo(tenure, batch, words);
        lookAgain(tenure, words);
    }

    /** The dataset is looked at before anything more is sent. */
    void lookAgain(Tenure tenure, String words) {
        tenure.looksAgain();
        pace.pause(STANDSTILL, words);
    }
}

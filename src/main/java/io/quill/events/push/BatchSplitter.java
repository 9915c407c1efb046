package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.QuotaDecision;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.Sink;
import io.quill.platform.store.Guard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Splits batches that stay in doubt. A batch is posted a few times at most; before its halves go,
 * its number is used up, so that no earlier post of it can come beside them.
 */
final class BatchSplitter {
    /** Posts of one batch while each leaves doubt. */
    static final int MOST_POSTS = 3;

    /** Posts of a row alone before it is given up. */
    static final int MOST_ALONE = 4;

    /**
     * Posts of a row alone before an operator decides, where nobody can say whether it was taken
     * and nothing else is.
     */
    static final int MOST_UNPROVED = 12;

    private static final Logger LOG = LoggerFactory.getLogger(BatchSplitter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STANDSTILL = Duration.ofSeconds(8);
    private static final int MANY_ALONE = 3;

    private final ResultHandler resultHandler;
    private final Means means;
    private final BatchCompletion batchCompletion;
    private final OutcomeCheck outcomeCheck;

    /** What it works with. */
    record Means(
            Function<Guard, LeasedSink> leased,
            Sink sink,
            BatchStore book,
            PusherStatus pace,
            InstantSource clock) {}

    BatchSplitter(ResultHandler resultHandler, Means means) {
        this.resultHandler = resultHandler;
        this.means = means;
        this.batchCompletion = new BatchCompletion(means.book());
        this.outcomeCheck = new OutcomeCheck(means.sink());
    }

    /**
     * Splits a batch that was refused for its rows while an earlier post of them may be under way.
     */
    void refused(PusherState pusherState, OpenBatch batch, PushResult.NotTaken refusal) {
        pusherState.setSplit(new PusherState.Split(refusal.words(), Optional.of(refusal), true));
        resume(pusherState, batch);
    }

    void resumeInherited(PusherState pusherState, OpenBatch batch) {
        pusherState.setSplit(
                new PusherState.Split(
                        "its pusher ended before it was split", Optional.empty(), true));
        resume(pusherState, batch);
    }

    /** Posts a batch again after a growing pause, or splits it once it was posted often enough. */
    void notTaken(PusherState pusherState, OpenBatch batch, String words) {
        means.book().note(pusherState.guard(), batch, StoryEntryKind.DOUBTED, words);
        if (pusherState.doubts() >= MOST_POSTS || batch.stage() == OpenBatch.Stage.REVOKING) {
            pusherState.setSplit(new PusherState.Split(words, Optional.empty(), true));
            resume(pusherState, batch);
            return;
        }
        Instant doubted = pusherState.doubtedAt().orElseGet(means.clock()::instant);
        int doublings = Math.max(0, pusherState.doubts() - 1);
        means.pace().waitUntil(doubted.plus(FIRST_PAUSE.multipliedBy(1L << doublings)));
    }

    void resume(PusherState pusherState, OpenBatch batch) {
        PusherState.Split split = pusherState.split().orElseThrow();
        if (split.mayBeRevoked()) {
            revoke(pusherState, batch, split);
        } else {
            queryRows(pusherState, batch, split, "its number cannot be used up");
        }
    }

    private void revoke(PusherState pusherState, OpenBatch batch, PusherState.Split split) {
        DatasetQuota datasetQuota = pusherState.quota().orElseThrow();
        if (datasetQuota.decideForPart(1) instanceof QuotaDecision.Wait(Instant until)) {
            means.pace().waitUntil(until);
            return;
        }
        boolean wasTried = batch.stage() == OpenBatch.Stage.REVOKING;
        DatasetQuota.Ticket ticket = datasetQuota.record(FactRows.TABLE, 0);
        String words = "not posted again; its number is used up: " + split.words();
        OpenBatch last =
                wasTried
                        ? batch
                        : means.book()
                                .markRevoking(
                                        pusherState.guard(), batch, words, datasetQuota.state());
        pusherState.setCurrent(last);
        RevocationResult revocationResult =
                means.leased().apply(pusherState.guard()).revoke(FactRows.TABLE, batch.number());
        datasetQuota.answered(ticket, 0, means.sink().extraPosts());
        switch (revocationResult) {
            case RevocationResult.Revoked _ -> proceedProved(pusherState, last, split);
            case RevocationResult.UsedBefore(String used) when !wasTried -> {
                pusherState.setSplit(split.withoutRevoking());
                resultHandler.checkOutcome(pusherState, last, split.words() + "; " + used);
            }
            case RevocationResult.UsedBefore(String used) ->
                    withoutRevoking(pusherState, last, split, used);
            case RevocationResult.Unsupported(String why) ->
                    withoutRevoking(pusherState, last, split, why);
            case RevocationResult.Failed(PushResult.Doubt(String why)) ->
                    means.pace().pause(PAUSE, "Power BI takes no requests: " + why);
            case RevocationResult.Failed(PushResult result) ->
                    resultHandler.handleUnavailable(pusherState, result);
        }
    }

    private void withoutRevoking(
            PusherState pusherState, OpenBatch batch, PusherState.Split split, String why) {
        PusherState.Split now = split.withoutRevoking();
        pusherState.setSplit(now);
        queryRows(pusherState, batch, now, why);
    }

    /** Queries the rows where the number proves nothing. */
    private void queryRows(
            PusherState pusherState, OpenBatch batch, PusherState.Split split, String why) {
        switch (outcomeCheck.checkByQuery(batch, why, resultHandler.patience(pusherState))) {
            case OutcomeCheck.Verdict.Taken(String words) ->
                    resultHandler.taken(pusherState, batch, words, Optional.empty());
            case OutcomeCheck.Verdict.Partly(var there, String words) ->
                    resultHandler.partly(pusherState, batch, there, words);
            // not a question like others: its number proves nothing any more
            case OutcomeCheck.Verdict.Unanswered(String words) -> means.pace().pause(PAUSE, words);
            case OutcomeCheck.Verdict.Absent(String words) ->
                    proceedUnproved(pusherState, batch, split, words);
            case OutcomeCheck.Verdict.NotTaken(String words) ->
                    proceedUnproved(pusherState, batch, split, words);
            case OutcomeCheck.Verdict.Overtaken(_, String words) ->
                    handleUndecided(pusherState, batch, split, words);
            case OutcomeCheck.Verdict.Open(String words) ->
                    handleUndecided(pusherState, batch, split, words);
        }
    }

    /**
     * Decides where nobody can say: a refusal waits until no post can come any more, a mere doubt
     * does not.
     */
    private void handleUndecided(
            PusherState pusherState, OpenBatch batch, PusherState.Split split, String words) {
        Instant now = means.clock().instant();
        if (split.refusal().isPresent() && pusherState.mayStillBeTaken()) {
            Instant until = pusherState.doubtedAt().orElse(now).plus(Sink.LATE_WINDOW);
            means.pace()
                    .pause(
                            PAUSE,
                            "an earlier post of batch "
                                    + batch.number()
                                    + " may be under way until "
                                    + until
                                    + ", and nobody can say: "
                                    + words);
        } else if (resultHandler.policy(pusherState, batch) == DoubtPolicy.HOLD) {
            resultHandler.hold(pusherState, batch, split.words() + "; " + words);
        } else {
            proceedUnproved(pusherState, batch, split, words);
        }
    }

    private void proceedUnproved(
            PusherState pusherState, OpenBatch batch, PusherState.Split split, String words) {
        String all =
                words + resultHandler.recordMayBeDoubled(pusherState, batch.number(), batch.keys());
        proceed(pusherState, batch, split, all, false);
    }

    private void proceedProved(PusherState pusherState, OpenBatch batch, PusherState.Split split) {
        proceed(pusherState, batch, split, "its number is used up, so it was not taken", true);
    }

    private void proceed(
            PusherState pusherState,
            OpenBatch batch,
            PusherState.Split split,
            String proof,
            boolean isProved) {
        if (split.refusal().isPresent()) {
            resultHandler.applyResult(pusherState, batch, split.refusal().get());
        } else if (batch.keys().size() > 1) {
            pusherState.halve(batch, MOST_POSTS - 1);
            batchCompletion.letGo(
                    pusherState, batch, "in doubt, and halved: " + split.words() + "; " + proof);
        } else {
            handleSingleRow(pusherState, batch, split.words() + "; " + proof, isProved);
        }
    }

    private void handleSingleRow(
            PusherState pusherState, OpenBatch batch, String words, boolean isProved) {
        EventKey key = batch.keys().getFirst();
        Instant now = means.clock().instant();
        IsolatedRow isolatedRow =
                Optional.ofNullable(pusherState.isolatedRows().get(key))
                        .map(before -> before.doubtedAgain(words, now))
                        .orElseGet(() -> IsolatedRow.first(words, now));
        pusherState.isolatedRows().put(key, isolatedRow);
        if (isolatedRow.tries() >= MOST_ALONE && isolatedRow.othersWereTaken()) {
            giveUp(pusherState, batch, isolatedRow);
        } else if (isolatedRow.tries() >= MOST_UNPROVED && !isProved) {
            pusherState.isolatedRows().remove(key);
            resultHandler.hold(pusherState, batch, words);
        } else {
            batchCompletion.letGo(pusherState, batch, "stands alone, and is tried again: " + words);
            slowDown(pusherState);
        }
    }

    private void giveUp(PusherState pusherState, OpenBatch batch, IsolatedRow isolatedRow) {
        EventKey key = batch.keys().getFirst();
        pusherState.isolatedRows().remove(key);
        pusherState.endResendOrder(batch.keys());
        String words =
                "posted alone "
                        + isolatedRow.tries()
                        + " times in doubt, while other rows were taken: "
                        + isolatedRow.words();
        LOG.warn("{} is set aside as a dead letter: {}", key, words);
        batchCompletion.giveUpRow(pusherState, batch, words);
    }

    /** Pauses after several single rows that were not taken: the rows are hardly to blame. */
    private void slowDown(PusherState pusherState) {
        long unjudged =
                pusherState.isolatedRows().values().stream()
                        .filter(each -> !each.othersWereTaken())
                        .count();
        if (unjudged >= MANY_ALONE) {
            means.pace().pause(STANDSTILL, "Power BI takes no rows, though it takes requests");
        }
    }
}

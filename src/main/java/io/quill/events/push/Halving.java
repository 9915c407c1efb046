package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.sink.Decision;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Quota;
import io.quill.events.sink.Revocation;
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
 * Batches that go on in halves. A batch is posted {@link #MOST_POSTS} times at most; before its
 * halves go, its number is used up, so that no earlier post of it can come beside them. That also
 * shows whether the sink takes requests at all: while it does not, no row is to blame.
 */
final class Halving {
    /** How often one batch is posted while each post leaves doubt. */
    static final int MOST_POSTS = 3;

    /** How often a row that stands alone is posted before it is given up. */
    static final int MOST_ALONE = 4;

    /**
     * How often, if nobody can say whether it was taken and nothing else is: then a person says.
     */
    static final int MOST_UNPROVED = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Halving.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STANDSTILL = Duration.ofSeconds(8);
    private static final int MANY_ALONE = 3;

    private final Aftermath aftermath;
    private final Means means;
    private final Ends ends;
    private final Doubt doubt;

    /** What it works with. */
    record Means(
            Function<Guard, LeasedSink> leased,
            Sink sink,
            BatchBook book,
            Pace pace,
            InstantSource clock) {}

    Halving(Aftermath aftermath, Means means) {
        this.aftermath = aftermath;
        this.means = means;
        this.ends = new Ends(means.book());
        this.doubt = new Doubt(means.sink());
    }

    /** A post was refused for its rows, while an earlier one of the same rows may be under way. */
    void refused(Tenure tenure, OpenBatch batch, PushResult.NotTaken refusal) {
        tenure.splits(new Tenure.Split(refusal.words(), Optional.of(refusal), true));
        goOn(tenure, batch);
    }

    void inherited(Tenure tenure, OpenBatch batch) {
        tenure.splits(
                new Tenure.Split("its pusher ended before it was split", Optional.empty(), true));
        goOn(tenure, batch);
    }

    /** Posted again after a pause that grows, or split once it was posted often enough. */
    void notTaken(Tenure tenure, OpenBatch batch, String words) {
        means.book().note(tenure.guard(), batch, What.DOUBTED, words);
        if (tenure.doubts() >= MOST_POSTS || batch.stage() == OpenBatch.Stage.REVOKING) {
            tenure.splits(new Tenure.Split(words, Optional.empty(), true));
            goOn(tenure, batch);
            return;
        }
        Instant doubted = tenure.doubtedAt().orElseGet(means.clock()::instant);
        int doublings = Math.max(0, tenure.doubts() - 1);
        means.pace().until(doubted.plus(FIRST_PAUSE.multipliedBy(1L << doublings)));
    }

    void goOn(Tenure tenure, OpenBatch batch) {
        Tenure.Split split = tenure.split().orElseThrow();
        if (split.mayBeRevoked()) {
            revoke(tenure, batch, split);
        } else {
            look(tenure, batch, split, "its number cannot be used up");
        }
    }

    private void revoke(Tenure tenure, OpenBatch batch, Tenure.Split split) {
        Quota quota = tenure.quota().orElseThrow();
        if (quota.part(1) instanceof Decision.Wait(Instant until)) {
            means.pace().until(until);
            return;
        }
        boolean wasTried = batch.stage() == OpenBatch.Stage.REVOKING;
        Quota.Ticket ticket = quota.record(FactRows.TABLE, 0);
        String words = "not posted again; its number is used up: " + split.words();
        OpenBatch last =
                wasTried
                        ? batch
                        : means.book().revoking(tenure.guard(), batch, words, quota.state());
        tenure.take(last);
        Revocation revocation =
                means.leased().apply(tenure.guard()).revoke(FactRows.TABLE, batch.number());
        quota.answered(ticket, 0, means.sink().postsBeside());
        switch (revocation) {
            case Revocation.Revoked _ -> proved(tenure, last, split);
            case Revocation.UsedBefore(String used) when !wasTried -> {
                tenure.splits(split.withoutRevoking());
                aftermath.ask(tenure, last, split.words() + "; " + used);
            }
            case Revocation.UsedBefore(String used) -> withoutRevoking(tenure, last, split, used);
            case Revocation.Unsupported(String why) -> withoutRevoking(tenure, last, split, why);
            case Revocation.Failed(PushResult.Doubt(String why)) ->
                    means.pace().pause(PAUSE, "Power BI takes no requests: " + why);
            case Revocation.Failed(PushResult result) -> aftermath.waits(tenure, result);
        }
    }

    private void withoutRevoking(Tenure tenure, OpenBatch batch, Tenure.Split split, String why) {
        Tenure.Split now = split.withoutRevoking();
        tenure.splits(now);
        look(tenure, batch, now, why);
    }

    /** Where numbers prove nothing, a query may show the rows. */
    private void look(Tenure tenure, OpenBatch batch, Tenure.Split split, String why) {
        switch (doubt.byLooking(batch, why, aftermath.patience(tenure))) {
            case Doubt.Verdict.Taken(String words) ->
                    aftermath.taken(tenure, batch, words, Optional.empty());
            case Doubt.Verdict.Partly(var there, String words) ->
                    aftermath.partly(tenure, batch, there, words);
            // not a question like others: its number proves nothing any more
            case Doubt.Verdict.Unanswered(String words) -> means.pace().pause(PAUSE, words);
            case Doubt.Verdict.Absent(String words) -> told(tenure, batch, split, words);
            case Doubt.Verdict.NotTaken(String words) -> told(tenure, batch, split, words);
            case Doubt.Verdict.Overtaken(_, String words) -> open(tenure, batch, split, words);
            case Doubt.Verdict.Open(String words) -> open(tenure, batch, split, words);
        }
    }

    /** Nobody can say. A refusal can wait until nothing comes any more, mere doubt cannot. */
    private void open(Tenure tenure, OpenBatch batch, Tenure.Split split, String words) {
        Instant now = means.clock().instant();
        if (split.refusal().isPresent() && tenure.mayStillBeTaken()) {
            Instant until = tenure.doubtedAt().orElse(now).plus(Sink.LATE);
            means.pace()
                    .pause(
                            PAUSE,
                            "an earlier post of batch "
                                    + batch.number()
                                    + " may be under way until "
                                    + until
                                    + ", and nobody can say: "
                                    + words);
        } else if (aftermath.holdsDoubts()) {
            aftermath.hold(tenure, batch, split.words() + "; " + words);
        } else {
            told(tenure, batch, split, words);
        }
    }

    private void told(Tenure tenure, OpenBatch batch, Tenure.Split split, String words) {
        String all = words + aftermath.tell(tenure, batch.number(), batch.keys());
        proceed(tenure, batch, split, all, false);
    }

    private void proved(Tenure tenure, OpenBatch batch, Tenure.Split split) {
        proceed(tenure, batch, split, "its number is used up, so it was not taken", true);
    }

    private void proceed(
            Tenure tenure, OpenBatch batch, Tenure.Split split, String proof, boolean isProved) {
        if (split.refusal().isPresent()) {
            aftermath.answered(tenure, batch, split.refusal().get());
        } else if (batch.keys().size() > 1) {
            tenure.halve(batch, MOST_POSTS - 1);
            ends.letGo(tenure, batch, "in doubt, and halved: " + split.words() + "; " + proof);
        } else {
            alone(tenure, batch, split.words() + "; " + proof, isProved);
        }
    }

    private void alone(Tenure tenure, OpenBatch batch, String words, boolean isProved) {
        EventKey key = batch.keys().getFirst();
        Instant now = means.clock().instant();
        Loner loner =
                Optional.ofNullable(tenure.loners().get(key))
                        .map(before -> before.again(words, now))
                        .orElseGet(() -> Loner.first(words, now));
        tenure.loners().put(key, loner);
        if (loner.tries() >= MOST_ALONE && loner.othersWereTaken()) {
            giveUp(tenure, batch, loner);
        } else if (loner.tries() >= MOST_UNPROVED && !isProved) {
            tenure.loners().remove(key);
            aftermath.hold(tenure, batch, words);
        } else {
            ends.letGo(tenure, batch, "stands alone, and is tried again: " + words);
            slowDown(tenure);
        }
    }

    private void giveUp(Tenure tenure, OpenBatch batch, Loner loner) {
        EventKey key = batch.keys().getFirst();
        tenure.loners().remove(key);
        String words =
                "posted alone "
                        + loner.tries()
                        + " times in doubt, while other rows were taken: "
                        + loner.words();
        LOG.warn("{} is set aside as a dead letter: {}", key, words);
        ends.bury(tenure, batch, words);
    }

    /** Several alone, one after the other, and none taken: it is hardly the rows. */
    private void slowDown(Tenure tenure) {
        long unjudged =
                tenure.loners().values().stream().filter(each -> !each.othersWereTaken()).count();
        if (unjudged >= MANY_ALONE) {
            means.pace().pause(STANDSTILL, "Power BI takes no rows, though it takes requests");
        }
    }
}

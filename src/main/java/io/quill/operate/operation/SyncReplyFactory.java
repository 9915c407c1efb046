package io.quill.operate.operation;

import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.PayloadError;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.Version;
import io.quill.operate.operation.DeltaTold.ChangeTold;
import io.quill.operate.operation.DeltaTold.Counts;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the replies for the outcome of a dimension change. */
final class SyncReplyFactory {
    private static final int MOST_LISTED = 100;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Delta NOTHING = new Delta(new Delta.Counts(0, 0, 0, 0), List.of());

    private SyncReplyFactory() {}

    static AdminReply of(SyncOutcome syncOutcome) {
        return switch (syncOutcome) {
            case SyncOutcome.Accepted(Version version, Delta delta, List<String> remarks) ->
                    told("accepted", Optional.of(version), delta, remarks);
            case SyncOutcome.Rehearsed(Delta delta, List<String> remarks) ->
                    told("rehearsed", Optional.empty(), delta, remarks);
            case SyncOutcome.Unchanged(Optional<Version> inForce) ->
                    told("unchanged", inForce, NOTHING, List.of());
            case SyncOutcome.Invalid(List<PayloadError> faults) -> AdminReply.of(invalid(faults));
            case SyncOutcome.Refused(String words) ->
                    AdminReply.of(Problem.conflict("refused", words));
            case SyncOutcome.Busy(String words) ->
                    AdminReply.retryLater(Problem.conflict("underway", words), SOON);
            case SyncOutcome.Unread(String words) ->
                    AdminReply.of(
                            Problem.of(502, "source-away", "The source could not be read", words));
            case SyncOutcome.NoSuchVersion(String words) -> AdminReply.of(Problem.notFound(words));
        };
    }

    private static Problem invalid(List<PayloadError> faults) {
        List<Problem.Flaw> errors =
                faults.stream()
                        .limit(MOST_LISTED)
                        .map(
                                payloadError ->
                                        new Problem.Flaw(
                                                payloadError.pointer(), payloadError.words()))
                        .toList();
        int more = faults.size() - errors.size();
        String words =
                faults.size() == 1
                        ? "one fault"
                        : faults.size()
                                + " faults, "
                                + (more == 0
                                        ? "each listed"
                                        : "the first "
                                                + MOST_LISTED
                                                + " listed and "
                                                + more
                                                + " more");
        return Problem.invalid(words, errors);
    }

    private static AdminReply told(
            String outcome, Optional<Version> version, Delta delta, List<String> remarks) {
        SyncTold told =
                new SyncTold(
                        outcome,
                        version.map(VersionTold::of),
                        Counts.of(delta.counts()),
                        ChangeTold.of(delta),
                        remarks);
        return AdminReply.ok(told)
                .withCounts(
                        Map.of(
                                "added", (long) delta.counts().added(),
                                "changed", (long) delta.counts().changed(),
                                "removed", (long) delta.counts().removed(),
                                "unchanged", (long) delta.counts().unchanged()))
                .withWords(outcome + version.map(each -> ", version " + each.number()).orElse(""));
    }
}

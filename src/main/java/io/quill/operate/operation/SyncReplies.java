package io.quill.operate.operation;

import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.Fault;
import io.quill.events.dimension.sync.Outcome;
import io.quill.events.dimension.sync.Version;
import io.quill.operate.operation.DeltaTold.ChangeTold;
import io.quill.operate.operation.DeltaTold.Counts;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a change of a dimension came to, as an answer. */
final class SyncReplies {
    private static final int MOST_LISTED = 100;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Delta NOTHING = new Delta(new Delta.Counts(0, 0, 0, 0), List.of());

    private SyncReplies() {}

    static Reply of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(Version version, Delta delta, List<String> remarks) ->
                    told("accepted", Optional.of(version), delta, remarks);
            case Outcome.Rehearsed(Delta delta, List<String> remarks) ->
                    told("rehearsed", Optional.empty(), delta, remarks);
            case Outcome.Unchanged(Optional<Version> inForce) ->
                    told("unchanged", inForce, NOTHING, List.of());
            case Outcome.Invalid(List<Fault> faults) -> Reply.of(invalid(faults));
            case Outcome.Refused(String words) -> Reply.of(Problem.conflict("refused", words));
            case Outcome.Busy(String words) ->
                    Reply.later(Problem.conflict("underway", words), SOON);
            case Outcome.Unread(String words) ->
                    Reply.of(Problem.of(502, "source-away", "The source could not be read", words));
            case Outcome.NoSuchVersion(String words) -> Reply.of(Problem.notFound(words));
        };
    }

    private static Problem invalid(List<Fault> faults) {
        List<Problem.Flaw> errors =
                faults.stream()
                        .limit(MOST_LISTED)
                        .map(fault -> new Problem.Flaw(fault.pointer(), fault.words()))
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

    private static Reply told(
            String outcome, Optional<Version> version, Delta delta, List<String> remarks) {
        SyncTold told =
                new SyncTold(
                        outcome,
                        version.map(VersionTold::of),
                        Counts.of(delta.counts()),
                        ChangeTold.of(delta),
                        remarks);
        return Reply.ok(told)
                .counting(
                        Map.of(
                                "added", (long) delta.counts().added(),
                                "changed", (long) delta.counts().changed(),
                                "removed", (long) delta.counts().removed(),
                                "unchanged", (long) delta.counts().unchanged()))
                .saying(outcome + version.map(each -> ", version " + each.number()).orElse(""));
    }
}

package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out whether a batch was taken whose answer never came or was unclear. */
final class OutcomeCheck {
    /** Outcome of a check. */
    sealed interface Verdict {
        String words();

        record Taken(String words) implements Verdict {}

        /** None of it is there: the same rows may go again under the same number. */
        record NotTaken(String words) implements Verdict {}

        /** None of it was found, which is less than a proof. */
        record Absent(String words) implements Verdict {}

        /** These are there; the others were looked for in vain, and may be doubled when they go. */
        record Partly(Set<EventKey> there, String words) implements Verdict {}

        /** Whoever could say does not answer: nothing may be done before somebody has. */
        record Unanswered(String words) implements Verdict {}

        /** Nobody can say. */
        record Open(String words) implements Verdict {}

        /** Nobody can say, and the number cannot be used again: one as high as this has been. */
        record Overtaken(long by, String words) implements Verdict {}
    }

    /** Patience with a side that does not answer. */
    enum Patience {
        /** Asks both until they answer, since a row that a query does not find may still come. */
        FOR_BOTH,
        /** Nothing comes any more: one that answers is enough, or nobody could go on. */
        FOR_EITHER
    }

    private final Sink sink;

    OutcomeCheck(Sink sink) {
        this.sink = sink;
    }

    Verdict check(OpenBatch batch, Patience patience) {
        return switch (sink.proof(FactRows.TABLE, batch.number())) {
            case SequenceProof.Taken _ ->
                    new Verdict.Taken("the sequence number says that it was taken");
            case SequenceProof.NotTaken _ ->
                    new Verdict.NotTaken("the sequence number says that it was not taken");
            case SequenceProof.Overtaken(long by) -> {
                String why = "the sequence number is " + by + " already";
                Verdict seen = checkByQuery(batch, why, patience);
                yield seen instanceof Verdict.Open || seen instanceof Verdict.Absent
                        ? new Verdict.Overtaken(by, seen.words())
                        : seen;
            }
            case SequenceProof.Unknown(String why) ->
                    checkByQuery(batch, "the sequence number does not tell: " + why, patience);
            case SequenceProof.Unanswered(String why) ->
                    switch (patience) {
                        case FOR_BOTH -> new Verdict.Unanswered(why);
                        case FOR_EITHER ->
                                checkByQuery(
                                        batch,
                                        "the sequence number is not told: " + why,
                                        Patience.FOR_BOTH);
                    };
        };
    }

    /**
     * Looks for the rows.
     *
     * @param patience with the query alone
     */
    Verdict checkByQuery(OpenBatch batch, String why, Patience patience) {
        List<String> ids = batch.keys().stream().map(EventKey::value).toList();
        return switch (sink.findEvents(ids)) {
            case EventLookup.Found(Set<String> found) -> found(batch, found, why);
            case EventLookup.Unknown(String again) ->
                    new Verdict.Open(why + "; a query does not tell: " + again);
            case EventLookup.Unanswered(String again) ->
                    switch (patience) {
                        case FOR_BOTH -> new Verdict.Unanswered(again);
                        case FOR_EITHER ->
                                new Verdict.Open(why + "; a query is not answered: " + again);
                    };
        };
    }

    private static Verdict found(OpenBatch batch, Set<String> found, String why) {
        if (found.size() == batch.keys().size()) {
            return new Verdict.Taken(why + "; a query found every row");
        }
        if (found.isEmpty()) {
            return new Verdict.Absent(why + "; a query found none of its rows");
        }
        return new Verdict.Partly(
                found.stream().map(EventKey::new).collect(Collectors.toUnmodifiableSet()),
                why + "; a query found " + found.size() + " of " + batch.keys().size() + " rows");
    }
}

package io.quill.events.push.table;

import io.quill.events.dimension.Head;
import io.quill.events.sink.Proof;

import java.util.Map;
import java.util.Optional;

/** What one finds who begins with a table: by its journal, and by the far side's books. */
final class Opening {
    private final String table;
    private final Means means;
    private final Journal journal;
    private final Gap gap;

    /** What there is to go on from. */
    sealed interface Found {
        /** A table that nobody has begun with is left alone as long as no row is wanted. */
        record Nothing() implements Found {}

        /** It holds just what the gap was told. */
        record Known(State.Level level) implements Found {}

        /** It does not hold what we knew, or never knew: it is loaded with higher numbers. */
        record Strange(long number) implements Found {}

        /**
         * A predecessor was at it.
         *
         * @param rows of its post, where it was a post
         */
        record UnderWay(State state, Map<String, String> rows) implements Found {}
    }

    Opening(String table, Means means, Journal journal, Gap gap) {
        this.table = table;
        this.means = means;
        this.journal = journal;
        this.gap = gap;
    }

    Found look(Head head) {
        if (head.equals(Head.NONE)) {
            return new Found.Nothing();
        }
        Optional<State> found = journal.state();
        if (found.isEmpty()) {
            gap.look(head);
            return gap.fresh(1).isEmpty() ? new Found.Nothing() : new Found.Strange(0);
        }
        gap.setAside(journal.aside());
        Map<Long, Map<String, String>> batches = journal.batches();
        return switch (found.get()) {
            case State.Level level -> {
                taken(batches, level.base(), level.number());
                yield level.number() > level.base() ? verified(level) : new Found.Known(level);
            }
            case State.Appending appending -> {
                taken(batches, appending.base(), appending.number());
                yield new Found.UnderWay(
                        appending, batches.getOrDefault(appending.next(), Map.of()));
            }
            case State.Clearing clearing -> new Found.UnderWay(clearing, Map.of());
        };
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
    private Found verified(State.Level level) {
        return switch (means.sink().proof(table, level.number())) {
            case Proof.Taken _, Proof.Unknown _, Proof.Unanswered _ -> new Found.Known(level);
            case Proof.NotTaken _ -> new Found.Strange(level.number());
            case Proof.Overtaken(long by) -> new Found.Strange(by);
        };
    }
}

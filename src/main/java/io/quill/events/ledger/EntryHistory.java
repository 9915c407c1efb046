package io.quill.events.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * History of an entry. Its times are written with the moves; of the batches it was bound to, the
 * last ones are kept.
 *
 * @param completedBy the envelope that brought what was missing, blank if none did
 */
public record EntryHistory(Map<Milestone, Instant> times, List<Long> batches, String completedBy) {
    public EntryHistory {
        times = Map.copyOf(times);
        batches = List.copyOf(batches);
    }

    public Optional<Instant> at(Milestone milestone) {
        return Optional.ofNullable(times.get(milestone));
    }
}

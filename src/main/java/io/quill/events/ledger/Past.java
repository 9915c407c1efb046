package io.quill.events.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has happened to an entry: the times are written with the moves, and cost no write of their
 * own. Of the batches that it was bound to the last ones are kept, the latest at the end.
 *
 * @param completedBy the envelope that brought what was missing, blank if none did
 */
public record Past(Map<Milestone, Instant> times, List<Long> batches, String completedBy) {
    public Past {
        times = Map.copyOf(times);
        batches = List.copyOf(batches);
    }

    public Optional<Instant> at(Milestone milestone) {
        return Optional.ofNullable(times.get(milestone));
    }
}

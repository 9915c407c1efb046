package io.quill.events.board;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores of an agent on one of their days.
 *
 * @param name blank for one of whom only the id is known
 * @param elapsed the part of the shift that is over; none without a shift, and on a day off
 */
public record AgentScore(
        String agentId,
        String name,
        String team,
        boolean active,
        LocalDate date,
        Optional<AgentShift> shift,
        OptionalDouble elapsed,
        List<MetricScore> scores) {
    public AgentScore {
        scores = List.copyOf(scores);
    }
}

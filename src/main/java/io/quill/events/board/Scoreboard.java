package io.quill.events.board;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Scores of every agent who is active or has done something, ordered by name, as of a moment. */
public record Scoreboard(Instant at, List<AgentScore> scores) {
    private static final Comparator<AgentScore> BY_NAME =
            Comparator.comparing((AgentScore agentScore) -> agentScore.name().isEmpty())
                    .thenComparing(AgentScore::name, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(AgentScore::agentId);

    public Scoreboard {
        scores = scores.stream().sorted(BY_NAME).toList();
    }
}

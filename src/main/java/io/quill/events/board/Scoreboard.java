package io.quill.events.board;

import java.time.Instant;
import java.util.List;

/** Scores of every agent who is active or has done something, ordered by name, as of a moment. */
public record Scoreboard(Instant at, List<AgentScore> scores) {
    public Scoreboard {
        scores = List.copyOf(scores);
    }
}

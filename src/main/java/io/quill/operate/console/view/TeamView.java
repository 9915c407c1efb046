package io.quill.operate.console.view;

import io.quill.events.Metric;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Agents' results of today, and unknown agents at the gate. */
public interface TeamView {
    /** The business day that it is now, where most agents are. */
    LocalDate today();

    Board board(LocalDate day);

    /** Those with the most events first. */
    List<Stranger> strangers();

    /** Lets an agent in: the agent counts from now on, and waiting facts are pushed. */
    void letIn(String agentId, String who);

    /** A day, as far as it has come. */
    record Board(LocalDate day, Instant at, List<Line> lines) {
        public Board {
            lines = List.copyOf(lines);
        }
    }

    /** An agent's day; without a shift it is a day off, or nobody has planned it. */
    record Line(
            String agentId, String name, String team, Optional<Shift> shift, List<Score> scores) {
        public Line {
            scores = List.copyOf(scores);
        }
    }

    /** Working hours of an agent, in the agent's own time zone. */
    record Shift(LocalTime start, LocalTime end, OptionalDouble elapsed) {}

    /** Score of an agent in one metric. */
    record Score(
            Metric metric,
            long actual,
            OptionalLong goal,
            OptionalDouble goalShare,
            OptionalDouble expectedShare,
            Light light) {}

    /** Status as the measures in the dataset define it. */
    enum Light {
        GREEN,
        YELLOW,
        RED,
        NONE
    }

    /** One who is not in the ring group, with how much of theirs waits. */
    record Stranger(String agentId, String name, long events, Instant since) {}
}

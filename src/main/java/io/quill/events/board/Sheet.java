package io.quill.events.board;

import java.time.Instant;
import java.util.List;

/** Every agent who is active or has done something, by name, as of a moment. */
public record Sheet(Instant at, List<Line> lines) {
    public Sheet {
        lines = List.copyOf(lines);
    }
}

package io.quill.events.board;

import java.util.OptionalDouble;

/** How an agent stands against a goal; none where there is no goal or no shift. */
public enum Status {
    GREEN,
    YELLOW,
    RED,
    NONE;

    /** Green as long as the goal keeps up with the shift; yellow from the floor of that. */
    static Status of(OptionalDouble reached, OptionalDouble elapsed, double yellowFloor) {
        if (reached.isEmpty() || elapsed.isEmpty()) {
            return NONE;
        }
        double expected = elapsed.getAsDouble();
        if (reached.getAsDouble() >= expected) {
            return GREEN;
        }
        return reached.getAsDouble() >= yellowFloor * expected ? YELLOW : RED;
    }
}

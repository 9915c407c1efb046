package io.quill.events.board;

import java.util.OptionalDouble;

/** Status of an agent against a goal; none without a goal or a shift. */
public enum GoalStatus {
    GREEN,
    YELLOW,
    RED,
    NONE;

    /**
     * Computes the status: green if the goal's share is at least the shift's, yellow from the floor
     * of that.
     */
    static GoalStatus of(OptionalDouble reached, OptionalDouble elapsed, double yellowFloor) {
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

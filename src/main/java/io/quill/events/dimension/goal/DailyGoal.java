package io.quill.events.dimension.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Daily goal, and the share of the expected part of it from which it is yellow. */
record DailyGoal(long goal, double yellowFloor) {
    static DailyGoal of(JsonNode json, double floorOtherwise) {
        return new DailyGoal(
                json.path("goal").asLong(), json.path("yellowFloorPct").asDouble(floorOtherwise));
    }

    void writeTo(ObjectNode json) {
        json.put("goal", goal).put("yellowFloorPct", yellowFloor);
    }

    @Override
    public String toString() {
        return "%d a day, yellow from %d %%".formatted(goal, Math.round(100 * yellowFloor));
    }
}

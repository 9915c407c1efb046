package io.quill.events.dimension.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A goal a day, and from which part of what is expected on it is yellow. */
record Aim(long goal, double yellowFloor) {
    static Aim of(JsonNode json, double floorOtherwise) {
        return new Aim(
                json.path("goal").asLong(), json.path("yellowFloorPct").asDouble(floorOtherwise));
    }

    void into(ObjectNode json) {
        json.put("goal", goal).put("yellowFloorPct", yellowFloor);
    }

    @Override
    public String toString() {
        return "%d a day, yellow from %d %%".formatted(goal, Math.round(100 * yellowFloor));
    }
}

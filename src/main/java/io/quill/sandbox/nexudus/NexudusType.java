package io.quill.sandbox.nexudus;

import java.util.Arrays;
import java.util.Optional;

/** Type of record: its path, and its name in filters and roles. */
public enum NexudusType {
    BUSINESS("sys/businesses", "Business"),
    FLOOR_PLAN_DESK("sys/floorplandesks", "FloorPlanDesk"),
    COWORKER_CONTRACT("billing/coworkercontracts", "CoworkerContract"),
    RESOURCE("spaces/resources", "Resource"),
    EXTRA_SERVICE("billing/extraservices", "ExtraService"),
    COWORKER("spaces/coworkers", "Coworker");

    final String path;
    final String type;

    NexudusType(String path, String type) {
        this.path = path;
        this.type = type;
    }

    /** Permission that a user needs for a list of it. */
    public String role() {
        return type + "-List";
    }

    static Optional<NexudusType> at(String path) {
        return Arrays.stream(values())
                .filter(nexudusType -> nexudusType.path.equals(path))
                .findFirst();
    }
}

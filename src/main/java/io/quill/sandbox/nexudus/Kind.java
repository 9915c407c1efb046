package io.quill.sandbox.nexudus;

import java.util.Arrays;
import java.util.Optional;

/** What there are records of: its path, and the name that filters and roles have for it. */
public enum Kind {
    BUSINESS("sys/businesses", "Business"),
    FLOOR_PLAN_DESK("sys/floorplandesks", "FloorPlanDesk"),
    COWORKER_CONTRACT("billing/coworkercontracts", "CoworkerContract"),
    RESOURCE("spaces/resources", "Resource"),
    EXTRA_SERVICE("billing/extraservices", "ExtraService"),
    COWORKER("spaces/coworkers", "Coworker");

    final String path;
    final String type;

    Kind(String path, String type) {
        this.path = path;
        this.type = type;
    }

    /** What a user must be allowed for a list of it. */
    public String role() {
        return type + "-List";
    }

    static Optional<Kind> at(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }
}

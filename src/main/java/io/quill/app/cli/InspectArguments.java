package io.quill.app.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Arguments of the inspect command. */
record InspectArguments(Optional<String> tenant, Optional<Table> table, int most, boolean json) {
    private static final int SOME = 10;

    record Table(String layer, String name) {}

    /** Empty when it cannot be made out. */
    static Optional<InspectArguments> of(List<String> args) {
        Optional<String> tenant = Optional.empty();
        Optional<Table> table = Optional.empty();
        int most = SOME;
        boolean json = false;
        Deque<String> rest = new ArrayDeque<>(args);
        while (!rest.isEmpty()) {
            String option = rest.remove();
            if (option.equals("--json")) {
                json = true;
            } else if (rest.isEmpty()) {
                return Optional.empty();
            } else if (option.equals("--tenant")) {
                tenant = Optional.of(rest.remove());
            } else if (option.equals("--table") && rest.element().matches("\\w+\\.\\w+")) {
                String[] parts = rest.remove().split("\\.", 2);
                table = Optional.of(new Table(parts[0], parts[1]));
            } else if (option.equals("--limit") && rest.element().matches("[1-9]\\d{0,5}")) {
                most = Integer.parseInt(rest.remove());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new InspectArguments(tenant, table, most, json));
    }
}

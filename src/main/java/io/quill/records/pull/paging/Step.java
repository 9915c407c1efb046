package io.quill.records.pull.paging;

import java.util.Map;

/** Where a page is. */
public sealed interface Step {
    /** At the list itself, with these parameters. */
    record Query(Map<String, String> parameters) implements Step {
        public Query {
            parameters = Map.copyOf(parameters);
        }
    }

    /** At an address that the service gave. */
    record Address(String reference) implements Step {}
}

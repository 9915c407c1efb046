package io.quill.records.pull.paging;

import java.util.Map;

/** Location of a page. */
public sealed interface PageLocation {
    /** The list itself, with these parameters. */
    record Query(Map<String, String> parameters) implements PageLocation {
        public Query {
            parameters = Map.copyOf(parameters);
        }
    }

    /** Address that the service gave. */
    record Address(String reference) implements PageLocation {}
}

package io.quill.events.push.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that a table does not take, by their keys.
 *
 * @param refusal what was said of the last of them; empty where there is none
 */
record SetAsideRows(Map<String, String> rows, String refusal) {
    static final SetAsideRows NONE = new SetAsideRows(Map.of(), "");

    /** Suffix of the key of a row whose stand-in is refused as well. */
    static final String STAND_IN = "#stand-in";

    SetAsideRows {
        rows = new LinkedHashMap<>(rows);
        refusal = rows.isEmpty() ? "" : refusal;
    }

    /** Returns each key once, whether or not its stand-in is refused as well. */
    List<String> keys() {
        return rows.keySet().stream().filter(key -> !key.endsWith(STAND_IN)).toList();
    }
}

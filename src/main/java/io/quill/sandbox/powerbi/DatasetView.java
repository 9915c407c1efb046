package io.quill.sandbox.powerbi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset as it is now: how many rows each table holds, and why the model is broken, if it is.
 */
public record DatasetView(
        String id,
        String name,
        String workspace,
        String retention,
        Map<String, Long> rows,
        Optional<String> broken) {
    static DatasetView of(Dataset dataset) {
        Map<String, Long> rows = new LinkedHashMap<>();
        dataset.tables().forEach(pushTable -> rows.put(pushTable.name, dataset.size(pushTable)));
        return new DatasetView(
                dataset.id,
                dataset.name,
                dataset.workspace,
                dataset.retention.wire,
                rows,
                dataset.broken());
    }
}

package io.quill.storm;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.dax.Relation;
import io.quill.sandbox.powerbi.DatasetView;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What has come to lie in the one dataset of the stand-in. */
final class Contents {
    static final Map<String, String> DIMENSIONS =
            Map.of("DimAgent", "AgentID", "DimDate", "Date", "DimMetric", "MetricID");

    private final Sandbox sandbox;

    Contents(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** How often each event is there. */
    Map<String, Integer> timesOfEvents() {
        Map<String, Integer> times = new HashMap<>();
        keys("FactEvent", "EventID").forEach(key -> times.merge(key, 1, Integer::sum));
        return times;
    }

    Set<String> events() {
        return new HashSet<>(keys("FactEvent", "EventID"));
    }

    List<String> keys(String table, String column) {
        Optional<Relation> found = dataset().flatMap(each -> sandbox.pushApi().table(each, table));
        List<String> keys = new ArrayList<>();
        found.ifPresent(
                rows -> {
                    int place = rows.columns().indexOf(column);
                    rows.rows()
                            .forEach(
                                    row -> keys.add(Objects.requireNonNull(row[place]).toString()));
                });
        return keys;
    }

    /** There is but one, however many processes found none. */
    private Optional<String> dataset() {
        List<String> ids = sandbox.pushApi().datasets().stream().map(DatasetView::id).toList();
        if (ids.size() > 1) {
            throw new AssertionError("More than one dataset was made: " + ids);
        }
        return ids.stream().findFirst();
    }
}

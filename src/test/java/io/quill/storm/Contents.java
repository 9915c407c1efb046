package io.quill.storm;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.dax.TableData;
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
public final class Contents {
    static final Map<String, String> DIMENSIONS =
            Map.of("DimAgent", "AgentID", "DimDate", "Date", "DimMetric", "MetricID");

    private static final String FACTS = "FactEvent";

    private final Sandbox sandbox;

    public Contents(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** How many rows there are. */
    long facts() {
        return dataset().map(each -> each.rows().getOrDefault(FACTS, 0L)).orElse(0L);
    }

    /** How often each event is there. */
    public Map<String, Integer> timesOfEvents() {
        Map<String, Integer> times = new HashMap<>();
        keys(FACTS, "EventID").forEach(key -> times.merge(key, 1, Integer::sum));
        return times;
    }

    /** What facts point to in a dimension. */
    Set<String> pointedTo(String dimension) {
        String key = Objects.requireNonNull(DIMENSIONS.get(dimension));
        return new HashSet<>(keys(FACTS, key.equals("Date") ? "FactDateKey" : key));
    }

    List<String> keys(String table, String column) {
        Optional<TableData> found =
                dataset().flatMap(each -> sandbox.pushApi().table(each.id(), table));
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
    private Optional<DatasetView> dataset() {
        List<DatasetView> all = sandbox.pushApi().datasets();
        if (all.size() > 1) {
            throw new AssertionError("More than one dataset was made: " + all);
        }
        return all.stream().findFirst();
    }
}

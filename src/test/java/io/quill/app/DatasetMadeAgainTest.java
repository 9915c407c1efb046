package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.settings.LoggingSettings;
import io.quill.sandbox.Sandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A whole Quill, whose dataset somebody deletes while it pushes. */
class DatasetMadeAgainTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    private static final Set<String> DIMENSIONS =
            Set.of("DimAgent", "DimDate", "DimMetric", "DimGoal", "DimShift");

    @TempDir private Path directory;

    @Test
    void hasAllRowsOfItsDimensionsAgainBeforeTheNextFacts() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                CapturedLog log = new CapturedLog(LoggingSettings.DEFAULT);
                RunningQuill house = open(sandbox)) {
            house.aloware(SampleDeliveries.call(1, "4711", DAY));
            house.aloware(SampleDeliveries.call(2, "4712", DAY.plusDays(1)));
            RunningQuill.await(() -> rows(sandbox, "FactEvent") == 2);
            Map<String, Long> before = dimensions(sandbox);
            String old = sandbox.pushApi().datasets().getFirst().id();
            assertThat(before).containsEntry("DimMetric", 4L);
            assertThat(before.get("DimAgent")).isGreaterThanOrEqualTo(2);
            assertThat(before.get("DimDate")).isGreaterThanOrEqualTo(2);

            sandbox.pushApi().clear();
            house.aloware(SampleDeliveries.call(3, "4711", DAY));
            RunningQuill.await(() -> rows(sandbox, "FactEvent") == 1);

            assertThat(sandbox.pushApi().datasets()).hasSize(1);
            assertThat(sandbox.pushApi().datasets().getFirst().id()).isNotEqualTo(old);
            assertThat(dimensions(sandbox)).isEqualTo(before);
            assertThat(String.join("\n", log.lines())).doesNotContain("dead letter");
        }
    }

    private RunningQuill open(Sandbox sandbox) throws Exception {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.keySet().removeIf(each -> !each.startsWith("POWERBI"));
        return new RunningQuill.Plan(directory).all(environment).open();
    }

    private static long rows(Sandbox sandbox, String table) {
        return sandbox.pushApi().datasets().stream()
                .mapToLong(each -> each.rows().getOrDefault(table, 0L))
                .sum();
    }

    private static Map<String, Long> dimensions(Sandbox sandbox) {
        Map<String, Long> counts = new TreeMap<>();
        DIMENSIONS.forEach(table -> counts.put(table, rows(sandbox, table)));
        return counts;
    }
}

package io.quill.app;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.quill.operate.problem.ActiveProblem;
import io.quill.platform.metrics.Telemetry;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.meta.SyncAlert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Problems that the warehouses report, as of the last look. */
final class WarehouseMonitor {
    private static final int MOST_TOLD = 3;

    private final Warehouse warehouse;
    private final List<String> tenants;
    private volatile Optional<Map<Kind, List<String>>> seen = Optional.empty();

    /** Each is one concern, whatever it is about. */
    private enum Kind {
        FAILED("records that failed"),
        STALE("stale records"),
        SLOW("slow records"),
        SHUT("a warehouse that cannot be read");

        private final String concern;

        Kind(String concern) {
            this.concern = concern;
        }

        static Kind of(SyncAlert syncAlert) {
            return switch (syncAlert) {
                case SyncAlert.Failed _ -> FAILED;
                case SyncAlert.Stale _ -> STALE;
                case SyncAlert.Slow _ -> SLOW;
            };
        }
    }

    private record Told(Kind kind, String words) {}

    WarehouseMonitor(Warehouse warehouse, List<String> tenants, Telemetry telemetry) {
        this.warehouse = warehouse;
        this.tenants = List.copyOf(tenants);
        for (Kind kind : Kind.values()) {
            telemetry.gauge(
                    "quill.records.alerts",
                    "What is wrong with records",
                    "kind",
                    kind.name().toLowerCase(Locale.ROOT),
                    () -> count(kind));
        }
    }

    void refresh() {
        seen =
                Optional.of(
                        tenants.stream()
                                .flatMap(this::findings)
                                .collect(groupingBy(Told::kind, mapping(Told::words, toList()))));
    }

    private Stream<Told> findings(String tenant) {
        try {
            return warehouse.alerts(tenant).stream()
                    .map(
                            syncAlert ->
                                    new Told(
                                            Kind.of(syncAlert), tenant + ": " + syncAlert.words()));
        } catch (WarehouseException e) {
            return Stream.of(new Told(Kind.SHUT, tenant + ": " + e.getMessage()));
        }
    }

    private double count(Kind kind) {
        return seen.map(all -> (double) all.getOrDefault(kind, List.of()).size())
                .orElse(Double.NaN);
    }

    /** Returns whether a problem comes from this class. */
    static boolean owns(ActiveProblem activeProblem) {
        return Arrays.stream(Kind.values())
                .anyMatch(kind -> kind.concern.equals(activeProblem.name()));
    }

    List<ActiveProblem> concerns() {
        return seen.stream()
                .flatMap(all -> all.entrySet().stream())
                .map(each -> new ActiveProblem(each.getKey().concern, words(each.getValue())))
                .toList();
    }

    private static String words(List<String> all) {
        String first = String.join("; ", all.subList(0, Math.min(MOST_TOLD, all.size())));
        return all.size() > MOST_TOLD
                ? first + "; and " + (all.size() - MOST_TOLD) + " more, on the console."
                : first + ".";
    }
}

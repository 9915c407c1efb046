package io.quill.records.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.records.landing.Trigger;
import io.quill.records.warehouse.core.Mapping;
import io.quill.records.warehouse.sql.Database;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** History follows from what was observed, and from nothing else, whatever database it is in. */
abstract class HistoryContract {
    private static final String TENANT = "acme";
    private static final Instant ZERO = Instant.parse("2026-03-01T00:00:00Z");

    /** One for all tries, since making one takes longer than a try. */
    abstract Warehouse warehouse();

    /** What a source said of a record once: when it changed, and when that was seen. */
    record Observation(boolean hubspot, int id, int changed, boolean deleted, String name, int n) {}

    static Warehouse made(WarehouseConfig.Kind kind) {
        Warehouse warehouse =
                new Warehouse(WarehouseConfig.of(kind), "test", InstantSource.system());
        warehouse.silver(TENANT, "nexudus", UUID.randomUUID(), Trigger.MANUAL);
        warehouse.silver(TENANT, "hubspot", UUID.randomUUID(), Trigger.MANUAL);
        warehouse.core(TENANT, UUID.randomUUID(), Trigger.MANUAL);
        return warehouse;
    }

    private TenantWarehouse tenant() {
        return warehouse().tenant(TENANT);
    }

    @Provide
    Arbitrary<List<Observation>> observations() {
        Arbitrary<Observation> one =
                Combinators.combine(
                                Arbitraries.of(true, false),
                                Arbitraries.integers().between(1, 3),
                                Arbitraries.integers().between(1, 6),
                                Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)),
                                Arbitraries.of("ann", "bob", "cem"))
                        .as(
                                (h, id, changed, gone, name) ->
                                        new Observation(h, id, changed, gone, name, 0));
        return one.list().ofMinSize(1).ofMaxSize(14).map(HistoryContract::numbered);
    }

    /** Each is seen at a time of its own. */
    private static List<Observation> numbered(List<Observation> observations) {
        List<Observation> numbered = new ArrayList<>();
        for (Observation o : observations) {
            numbered.add(
                    new Observation(
                            o.hubspot(),
                            o.id(),
                            o.changed(),
                            o.deleted(),
                            o.name(),
                            numbered.size() + 1));
        }
        return numbered;
    }

    @Property(tries = 30)
    void anyOrderAndAnySplitGiveTheHistoryOfTheModel(
            @ForAll("observations") List<Observation> observations, @ForAll Random random) {
        List<Observation> ours = observations.stream().filter(o -> !o.hubspot()).toList();
        List<String> expected = model(ours);

        assertThat(told(mapping("locations"), ours, random)).isEqualTo(expected);
        assertThat(told(mapping("locations"), ours, random)).isEqualTo(expected);
    }

    @Property(tries = 20)
    void mergedSourcesHaveOneHistoryToo(
            @ForAll("observations") List<Observation> observations, @ForAll Random random) {
        Mapping contacts = mapping("contacts");
        List<String> first = told(contacts, observations, random);

        assertThat(told(contacts, observations, random)).isEqualTo(first);
        assertThat(chained(contacts)).isTrue();
    }

    @Property(tries = 10)
    void theSameAgainChangesNothing(
            @ForAll("observations") List<Observation> observations, @ForAll Random random) {
        Mapping contacts = mapping("contacts");
        List<String> first = told(contacts, observations, random);

        offer(contacts, observations);
        assertThat(tenant().core().apply(contacts).written()).isZero();
        assertThat(history(contacts)).isEqualTo(first);
    }

    private Mapping mapping(String table) {
        return tenant().mappings().all().stream()
                .filter(mapping -> mapping.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** The history after all were applied in some order, some at a time. */
    private List<String> told(Mapping mapping, List<Observation> observations, Random random) {
        clear(mapping);
        List<Observation> shuffled = new ArrayList<>(observations);
        Collections.shuffle(shuffled, random);
        int from = 0;
        while (from < shuffled.size()) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(5));
            offer(mapping, shuffled.subList(from, to));
            tenant().core().apply(mapping);
            from = to;
        }
        return history(mapping);
    }

    private void clear(Mapping mapping) {
        List<String> tables = new ArrayList<>(List.of(mapping.versions(), mapping.intervals()));
        if (mapping.sources().size() > 1) {
            tables.add(mapping.members());
        }
        mapping.sources().forEach(source -> tables.add(source.changes()));
        database()
                .inTransaction(
                        sqlSession -> {
                            tables.forEach(table -> sqlSession.run("DELETE FROM " + table));
                            return tables;
                        });
    }

    private Database database() {
        return tenant().database();
    }

    private void offer(Mapping mapping, List<Observation> observations) {
        database()
                .inTransaction(
                        sqlSession -> {
                            for (Observation each : observations) {
                                sqlSession.update(
                                        insert(mapping, each),
                                        each.n(),
                                        each.deleted() ? "deleted" : "seen",
                                        at(each.changed()),
                                        seenAt(each),
                                        sourceId(each),
                                        each.name(),
                                        each.name() + "@example.com");
                            }
                            return observations;
                        });
    }

    private static Object sourceId(Observation each) {
        return each.hubspot() ? "h" + each.id() : Long.valueOf(each.id());
    }

    private static String insert(Mapping mapping, Observation each) {
        String table =
                each.hubspot()
                        ? "hubspot_contacts"
                        : mapping.table().equals("contacts")
                                ? "nexudus_coworkers"
                                : "nexudus_locations";
        String name =
                each.hubspot() ? "first_name" : table.endsWith("coworkers") ? "full_name" : "name";
        return "INSERT INTO silver.%s_changes (bronze_id, change, sequence_at, synced_at, sync_run_id, source_id, %s, email) VALUES (?, ?, ?, ?, 'r', ?, ?, ?)"
                .formatted(table, name);
    }

    private static Instant at(int hour) {
        return ZERO.plus(Duration.ofHours(hour));
    }

    private static Instant seenAt(Observation each) {
        return ZERO.plus(Duration.ofDays(each.n()));
    }

    private List<String> history(Mapping mapping) {
        String name =
                mapping.table().equals("contacts") ? "concat(full_name, '/', first_name)" : "name";
        return database()
                .inTransaction(
                        sqlSession ->
                                sqlSession.list(
                                        "SELECT concat_ws(' ', id, "
                                                + name
                                                + ", valid_from, coalesce(CAST(valid_to AS"
                                                + " VARCHAR), '-'), CASE WHEN is_deleted THEN"
                                                + " 'true' ELSE 'false' END, recorded_at) FROM "
                                                + mapping.history()
                                                + " ORDER BY id, valid_from",
                                        row -> row.getString(1)));
    }

    /** Never two that are current, and each interval begins where the one before it ends. */
    private boolean chained(Mapping mapping) {
        return database()
                .inTransaction(
                        sqlSession ->
                                sqlSession.number(
                                                "SELECT count(*) FROM (SELECT valid_to, lead(valid_from)"
                                                        + " OVER (PARTITION BY id ORDER BY valid_from)"
                                                        + " AS next FROM "
                                                        + mapping.history()
                                                        + ") h WHERE valid_to IS DISTINCT FROM next")
                                        == 0);
    }

    /**
     * The same by hand: of equal times the last that was seen; neighbours that are equal joined.
     */
    private static List<String> model(List<Observation> observations) {
        Map<Integer, List<Observation>> records =
                observations.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Observation::id, TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        records.forEach((id, of) -> lines.addAll(model(id, of)));
        return lines;
    }

    private static List<String> model(int id, List<Observation> of) {
        TreeMap<Integer, Observation> turns = new TreeMap<>();
        of.forEach(each -> turns.merge(each.changed(), each, (a, b) -> a.n() > b.n() ? a : b));
        List<Observation> kept = new ArrayList<>();
        for (Observation each : turns.values()) {
            Optional<Observation> before =
                    kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
            if (before.filter(b -> b.name().equals(each.name()) && b.deleted() == each.deleted())
                    .isEmpty()) {
                kept.add(each);
            }
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            Observation each = kept.get(i);
            String until = i + 1 < kept.size() ? text(at(kept.get(i + 1).changed())) : "-";
            lines.add(
                    "nexudus:%d %s %s %s %b %s"
                            .formatted(
                                    id,
                                    each.name(),
                                    text(at(each.changed())),
                                    until,
                                    each.deleted(),
                                    text(seenAt(each))));
        }
        return lines;
    }

    private static String text(Instant at) {
        return at.toString().replace('T', ' ').replace("Z", "");
    }
}

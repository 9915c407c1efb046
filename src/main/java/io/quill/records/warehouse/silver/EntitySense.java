package io.quill.records.warehouse.silver;

import io.quill.records.connector.Fault;
import io.quill.records.landing.Names;
import io.quill.records.warehouse.definition.Definition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What a schema cannot tell of a column list: whether its parts fit each other. */
final class EntitySense {
    /** Columns that silver has by itself, in its tables and on the way there. */
    private static final Set<String> OWN =
            Set.of(
                    "source_id",
                    "source_key",
                    "bronze_id",
                    "sync_run_id",
                    "sequence_at",
                    "synced_at",
                    "first_seen_at",
                    "last_synced_at",
                    "is_deleted",
                    "deleted_at",
                    "change",
                    "anything",
                    "faults");

    private final Definition definition;
    private final Entity entity;
    private final Consumer<Fault> faults;

    EntitySense(Definition definition, Entity entity, Consumer<Fault> faults) {
        this.definition = definition;
        this.entity = entity;
        this.faults = faults;
    }

    void check() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < entity.columns().size(); i++) {
            Column column = entity.columns().get(i);
            String place = "/columns/" + i;
            if (!names.add(column.name())) {
                fault(place, column.name() + " is a column already");
            }
            if (OWN.contains(column.name()) || Names.isWord(column.name())) {
                fault(place + "/name", column.name() + " means something else to the database");
            }
            column.labels().ifPresent(labels -> mustBeKnown(place + "/labels/of", labels.of()));
            column.when().ifPresent(when -> mustBeKnown(place + "/when/column", when.column()));
        }
        for (int i = 0; i < entity.bridges().size(); i++) {
            mustBeKnown("/bridges/" + i + "/from", entity.bridges().get(i).from());
        }
    }

    private void mustBeKnown(String place, String name) {
        if (entity.column(name).isEmpty()) {
            fault(place, name + " is no column");
        }
    }

    private void fault(String place, String words) {
        faults.accept(definition.fault(place, words));
    }

    /** Two files must not make one table. */
    static void checkTables(List<Definition> lists, List<Entity> entities, Consumer<Fault> faults) {
        Set<String> tables = new HashSet<>();
        for (int i = 0; i < entities.size(); i++) {
            if (!tables.add(entities.get(i).table())) {
                faults.accept(
                        lists.get(i)
                                .fault("/entity", "another file makes " + entities.get(i).table()));
            }
        }
    }
}

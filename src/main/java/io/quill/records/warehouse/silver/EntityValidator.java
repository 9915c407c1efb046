package io.quill.records.warehouse.silver;

import io.quill.records.connector.ValidationError;
import io.quill.records.landing.SqlKeywords;
import io.quill.records.warehouse.definition.Definition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Checks what a schema cannot: that the parts of a column list fit together. */
final class EntityValidator {
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
    private final Consumer<ValidationError> faults;

    EntityValidator(Definition definition, Entity entity, Consumer<ValidationError> faults) {
        this.definition = definition;
        this.entity = entity;
        this.faults = faults;
    }

    void check() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < entity.columns().size(); i++) {
            SilverColumn silverColumn = entity.columns().get(i);
            String place = "/columns/" + i;
            if (!names.add(silverColumn.name())) {
                fault(place, silverColumn.name() + " is a column already");
            }
            if (OWN.contains(silverColumn.name()) || SqlKeywords.contains(silverColumn.name())) {
                fault(
                        place + "/name",
                        silverColumn.name() + " means something else to the database");
            }
            silverColumn
                    .labels()
                    .ifPresent(labels -> mustBeKnown(place + "/labels/of", labels.of()));
            silverColumn
                    .when()
                    .ifPresent(when -> mustBeKnown(place + "/when/column", when.column()));
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
    static void checkTables(
            List<Definition> lists, List<Entity> entities, Consumer<ValidationError> faults) {
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

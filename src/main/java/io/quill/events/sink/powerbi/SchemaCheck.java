package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the tables of a dataset with the wanted ones. The service commonly lists tables without
 * their columns; then columns cannot be checked, which is no fault.
 */
record SchemaCheck(
        List<String> faults, List<String> remarks, List<String> unlisted, List<String> missing) {
    private static final Set<String> OPTIONAL = Set.of("DimGoal", "DimShift");

    static SchemaCheck of(DatasetSchema wanted, List<JsonNode> listed) {
        SchemaCheck check =
                new SchemaCheck(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, JsonNode> theirs = new HashMap<>();
        listed.forEach(table -> theirs.put(table.path("name").asText(), table));
        for (DatasetSchema.Table table : wanted.tables()) {
            JsonNode there = theirs.remove(table.name());
            if (there == null) {
                check.addMissing(table.name());
            } else {
                check.compare(table, there.path("columns"));
                check.compareMeasures(table, there.path("measures"));
            }
        }
        new TreeSet<>(theirs.keySet())
                .forEach(name -> check.remarks.add("table " + name + " is not ours"));
        check.remarkUnlisted();
        return check;
    }

    /** Adds a missing table; an optional one is only a remark, since no fact refers to it. */
    private void addMissing(String table) {
        String words = "table " + table + " is missing and cannot be added later";
        if (OPTIONAL.contains(table)) {
            missing.add(table);
            remarks.add(
                    words
                            + ": everything else is pushed; to have it, make a new dataset with"
                            + " `quill provision` and fill it with `quill rebuild --dataset ID`");
        } else {
            faults.add(words);
        }
    }

    private void remarkUnlisted() {
        if (!unlisted.isEmpty()) {
            String tables = String.join(", ", unlisted);
            remarks.add("the columns of " + tables + " are not listed and cannot be checked");
        }
    }

    private void compare(DatasetSchema.Table table, JsonNode columns) {
        if (!columns.isArray() || columns.isEmpty()) {
            unlisted.add(table.name());
            return;
        }
        Map<String, String> theirs = new HashMap<>();
        columns.forEach(it -> theirs.put(it.path("name").asText(), it.path("dataType").asText()));
        for (DatasetSchema.Column column : table.columns()) {
            String type = theirs.remove(column.name());
            String name = table.name() + "[" + column.name() + "]";
            if (type == null) {
                faults.add("column " + name + " is missing");
            } else if (!type.isEmpty() && !isSame(column.type(), type)) {
                faults.add("column " + name + " is " + type + " and not " + column.type());
            }
        }
        new TreeSet<>(theirs.keySet())
                .forEach(
                        name ->
                                remarks.add(
                                        "column " + table.name() + "[" + name + "] is not ours"));
    }

    /** Compares measures; nothing pushed depends on them, but reports do. */
    private void compareMeasures(DatasetSchema.Table table, JsonNode measures) {
        if (!measures.isArray()) {
            return;
        }
        Map<String, String> theirs = new HashMap<>();
        measures.forEach(
                it -> theirs.put(it.path("name").asText(), it.path("expression").asText()));
        for (DaxMeasures.Measure measure : table.measures()) {
            String expression = theirs.get(measure.name());
            String name = "measure " + table.name() + "[" + measure.name() + "]";
            if (expression == null) {
                remarks.add(
                        name
                                + " is missing; quill provision --alter "
                                + table.name()
                                + " would make it");
            } else if (!expression.isEmpty() && !expression.equals(measure.expression())) {
                remarks.add(
                        name
                                + " is another; quill provision --alter "
                                + table.name()
                                + " would replace it");
            }
        }
    }

    private static boolean isSame(String wanted, String theirs) {
        return wanted.equalsIgnoreCase(theirs)
                || Set.of(wanted.toLowerCase(Locale.ROOT), theirs.toLowerCase(Locale.ROOT))
                        .equals(Set.of("boolean", "bool"));
    }
}

package io.quill.records.warehouse.silver;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Column list of a feed, from which its tables and statements are generated. */
public record Entity(
        String service,
        String entity,
        SilverColumn id,
        List<SilverColumn> columns,
        List<PerRow> perRow,
        List<Bridge> bridges,
        Set<String> excluded,
        String digest) {

    /** A table with some rows for each record: the days of a week, say. */
    public record PerRow(String table, String parent, List<PerRowEntry> entries) {}

    /** One of those rows: its fixed values, and its columns as staged with the record. */
    public record PerRowEntry(List<Fixed> fixed, List<Staged> columns) {}

    public record Fixed(SilverColumn column, String value) {}

    /**
     * A column of such a row.
     *
     * @param name the column of the table
     * @param column how it is staged
     * @param zeros columns that mean nothing where all of them are zero
     */
    public record Staged(String name, SilverColumn column, List<String> zeros) {}

    /** A comma list, taken apart into rows. */
    public record Bridge(String table, String from, String left, SilverColumn right) {}

    public String stem() {
        return (service + "_" + entity).replace('-', '_');
    }

    public String table() {
        return "silver." + stem();
    }

    /** Table of the versions that core has not taken yet. */
    public String changes() {
        return table() + "_changes";
    }

    public Optional<SilverColumn> column(String name) {
        if (name.equals(id.name())) {
            return Optional.of(id);
        }
        return columns.stream()
                .filter(silverColumn -> silverColumn.name().equals(name))
                .findFirst();
    }
}

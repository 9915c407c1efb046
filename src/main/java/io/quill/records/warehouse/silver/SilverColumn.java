package io.quill.records.warehouse.silver;

import io.quill.records.warehouse.sql.SqlType;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Column of silver, as a line of a column list defines it.
 *
 * @param from where it stands in the record; the first that is not blank counts
 * @param otherwise what it is when it is nowhere
 * @param required whether a row without it does not fit
 * @param stripped whether tags are taken out
 * @param labels what it is for each value of another column
 * @param when where it counts at all
 */
public record SilverColumn(
        String name,
        SqlType type,
        List<String> from,
        Optional<String> otherwise,
        boolean required,
        boolean stripped,
        Optional<Labels> labels,
        Optional<When> when) {

    /** Words for the values of another column. */
    public record Labels(String of, Map<String, String> words, String otherwise) {}

    /** The values of another column with which this one means something. */
    public record When(String column, List<String> values) {}
}

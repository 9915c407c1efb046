package io.quill.records.landing;

/**
 * Field of the records that bronze keeps in a column of its own, so that it can be queried without
 * reading them.
 *
 * @param indexed whether it is asked for often
 */
public record ExtractedField(String name, Kind kind, boolean indexed) {
    /** What its values are; one that is no such value is kept in its record alone. */
    public enum Kind {
        INT,
        LONG,
        /** Of at most 256 characters. */
        TEXT
    }
}

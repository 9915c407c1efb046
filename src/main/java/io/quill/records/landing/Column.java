package io.quill.records.landing;

/**
 * A value of records that bronze keeps beside them, so that it can be asked for without reading
 * them.
 *
 * @param indexed whether it is asked for often
 */
public record Column(String name, Kind kind, boolean indexed) {
    /** What its values are; one that is no such value is kept in its record alone. */
    public enum Kind {
        INT,
        LONG,
        /** Of at most 256 characters. */
        TEXT
    }
}

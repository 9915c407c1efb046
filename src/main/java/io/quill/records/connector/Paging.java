package io.quill.records.connector;

import com.fasterxml.jackson.core.JsonPointer;

import java.util.Optional;

/** Way to read a list that is longer than one answer. */
public sealed interface Paging {
    /** Returns how many records are asked for, and by which parameter. */
    Optional<Size> size();

    record Size(String parameter, int records) {}

    /** One answer holds everything. */
    record Single() implements Paging {
        @Override
        public Optional<Size> size() {
            return Optional.empty();
        }
    }

    /**
     * Pages by their number, until the answer says that there is no more; where it does not say,
     * until a page is empty.
     */
    record PageNumber(String parameter, int first, Optional<Size> size, Optional<JsonPointer> more)
            implements Paging {}

    /** Pages by how many records come before them, until one is empty. */
    record Offset(String parameter, Optional<Size> size) implements Paging {}

    /** The answer holds what leads to the next page, until it does not. */
    record Token(String parameter, Optional<Size> size, JsonPointer next) implements Paging {}

    /** The header Link holds the address of the next page. */
    record Link(Optional<Size> size, String relation) implements Paging {}

    /** The answer holds the address of the next page. */
    record NextUrl(Optional<Size> size, JsonPointer next) implements Paging {}

    /**
     * The next page begins behind the last record, until one is empty.
     *
     * @param after the parameter with {@code ${last}} in it
     * @param field of the record, whose last value is put there
     * @param start what the first page begins behind
     */
    record Keyset(
            String parameter, Template after, JsonPointer field, String start, Optional<Size> size)
            implements Paging {}
}

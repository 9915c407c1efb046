package io.quill.sandbox.dax;

import java.util.List;

/** A query of one of the shapes that are understood; see {@link DaxEngine}. */
sealed interface DaxQuery {
    String table();

    /** Keys that are there, as {@link DaxEngine#PRESENT} asks. */
    record Present(String table, String column, String label, List<String> keys)
            implements DaxQuery {}

    /** Numbers of rows and different keys, as {@link DaxEngine#COUNTED} asks. */
    record Counted(String table, String column, String rows, String different)
            implements DaxQuery {}

    /** Keys that are there more than so many times, as {@link DaxEngine#REPEATED} asks. */
    record Repeated(String table, String column, String label, long times) implements DaxQuery {}

    /** All keys, as {@link DaxEngine#KEYS} asks. */
    record Keys(String table, String column, String label) implements DaxQuery {}
}

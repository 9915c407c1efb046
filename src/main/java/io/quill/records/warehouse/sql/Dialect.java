package io.quill.records.warehouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Where the databases differ; whatever else a statement says, all of them understand. */
public interface Dialect {
    String type(Type type);

    /** The type of whole JSON documents, which are kept to the letter. */
    String document();

    /** A text as a value, or null where it is none; never a fault. */
    String cast(String text, Type type);

    /**
     * A query that reads each document once: the columns {@code keep} as they are, and each field
     * as text under its alias; where a document is no JSON, every field is null.
     */
    String fields(String from, List<String> keep, String document, List<JsonField> fields);

    /** Whether a document is JSON. */
    String isJson(String document);

    /** 32 hexadecimal digits of a text. */
    String md5(String text);

    /** A value as text, the same for equal values. */
    String text(String value, Type type);

    /** A text without its tags, and without the space around it. */
    String stripped(String text);

    /** The characters of a text, counted. */
    String length(String text);

    String first(String text, int characters);

    /** A join that has a row for each part of a comma list, as {@code part.value}. */
    String parts(String list);

    String flag(boolean value);

    /** The name by which a temporary table is known. */
    String temporary(String name);

    List<String> createTemporary(String name, String query);

    /** A table of many columns, of which some are all that later statements look for. */
    default List<String> createTemporary(String name, List<String> keys, String query) {
        return createTemporary(name, query);
    }

    List<String> createTemporary(String name, List<ColumnDef> columns);

    List<String> dropTemporary(String name);

    /** For a table that has grown much: plans depend on what is known of its columns. */
    default List<String> grown(String table, List<String> columns) {
        return List.of();
    }

    List<String> createSchema(String name);

    List<String> createTable(String table, List<ColumnDef> columns, List<Index> indexes);

    /** Views, each of which may read those before it, in place of what had their names. */
    List<String> createViews(List<View> views);

    String dropTable(String table);

    String dropView(String view);

    /** The first rows of a query, in an order. */
    String limited(String query, String order, int rows);

    /** Stands behind the columns of a subquery that is not to be copied into what reads it. */
    String fence();

    /** Ends a MERGE; one of them insists. */
    String endOfMerge();

    /** Whether it can write files of Parquet. */
    boolean writesParquet();

    /** Whether a query can read files of JSON. */
    boolean readsJsonFiles();

    /** What keeps others out until the transaction ends, where processes share the database. */
    Optional<String> lock(String name);

    Loader loader(Connection connection, String table, List<String> columns) throws SQLException;

    /** A column of a table to be made. */
    record ColumnDef(String name, String type, boolean required) {
        public static ColumnDef of(String name, String type) {
            return new ColumnDef(name, type, false);
        }

        public static ColumnDef required(String name, String type) {
            return new ColumnDef(name, type, true);
        }

        public String sql() {
            return name + " " + type + (required ? " NOT NULL" : "");
        }
    }

    /** A query that has a name. */
    record View(String name, String query) {}

    /** What is looked up often, or must be single. */
    record Index(boolean unique, List<String> columns) {
        public static Index unique(String... columns) {
            return new Index(true, List.of(columns));
        }

        public static Index on(String... columns) {
            return new Index(false, List.of(columns));
        }
    }
}

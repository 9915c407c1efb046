package io.quill.records.warehouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** SQL in which the databases differ; all other statements are the same for all of them. */
public interface Dialect {
    String type(SqlType sqlType);

    /** The type of whole JSON documents, which are kept to the letter. */
    String document();

    /** Casts a text to a type, or to null where it is no such value; never an error. */
    String cast(String text, SqlType sqlType);

    /**
     * A query that reads each document once: the columns {@code keep} as they are, and each field
     * as text under its alias; where a document is no JSON, every field is null.
     */
    String fields(String from, List<String> keep, String document, List<JsonField> fields);

    /** SQL that tests whether a document is JSON. */
    String isJson(String document);

    /** 32 hexadecimal digits of a text. */
    String md5(String text);

    /** A value as text, the same for equal values. */
    String text(String value, SqlType sqlType);

    /** A text without its tags, and without the space around it. */
    String stripTags(String text);

    /** The characters of a text, counted. */
    String length(String text);

    String first(String text, int characters);

    /** A join that has a row for each part of a comma list, as {@code part.value}. */
    String splitList(String list);

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

    /** Statements that refresh the statistics of a table that has grown much. */
    default List<String> analyze(String table, List<String> columns) {
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

    /**
     * Text behind the columns of a subquery that the planner must not merge into the outer query.
     */
    String fence();

    /** Text that ends a MERGE; SQL Server insists on it. */
    String endOfMerge();

    /** Returns whether the database can write Parquet files. */
    boolean writesParquet();

    /** Returns whether a query can read JSON files. */
    boolean readsJsonFiles();

    /**
     * Statement that locks a name until the transaction ends, where processes share the database.
     */
    Optional<String> lock(String name);

    BulkLoader loader(Connection connection, String table, List<String> columns)
            throws SQLException;

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

    /** Index on columns that are looked up often, or must be unique. */
    record Index(boolean unique, List<String> columns) {
        public static Index unique(String... columns) {
            return new Index(true, List.of(columns));
        }

        public static Index on(String... columns) {
            return new Index(false, List.of(columns));
        }
    }
}

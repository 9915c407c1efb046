package io.quill.records.warehouse.sql;

import java.util.List;

/** SQL that most of the databases share. */
abstract class StandardSql implements Dialect {
    @Override
    public String md5(String text) {
        return "md5(" + text + ")";
    }

    @Override
    public String length(String text) {
        return "length(" + text + ")";
    }

    @Override
    public String first(String text, int characters) {
        return "LEFT(" + text + ", " + characters + ")";
    }

    @Override
    public String flag(boolean value) {
        return value ? "true" : "false";
    }

    @Override
    public List<String> createSchema(String name) {
        return List.of("CREATE SCHEMA IF NOT EXISTS " + name);
    }

    @Override
    public List<String> createViews(List<View> views) {
        return views.stream()
                .map(view -> "CREATE OR REPLACE VIEW " + view.name() + " AS " + view.query())
                .toList();
    }

    @Override
    public String dropTable(String table) {
        return "DROP TABLE IF EXISTS " + table;
    }

    @Override
    public String dropView(String view) {
        return "DROP VIEW IF EXISTS " + view;
    }

    @Override
    public List<String> dropTemporary(String name) {
        return List.of(dropTable(temporary(name)));
    }

    @Override
    public String limited(String query, String order, int rows) {
        return query + " ORDER BY " + order + " LIMIT " + rows;
    }

    @Override
    public String fence() {
        return "";
    }

    @Override
    public boolean writesParquet() {
        return false;
    }

    @Override
    public boolean readsJsonFiles() {
        return false;
    }

    @Override
    public String endOfMerge() {
        return "";
    }
}

package io.quill.records.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.Warehouse.Table;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.SqlSession;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lists the tables of a database with their counts, and sample rows. */
final class TableBrowser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LAYERS = List.of("bronze", "silver", "core", "meta");

    private final Database database;

    TableBrowser(Database database) {
        this.database = database;
    }

    /** A table or view, and whether it knows deleted rows. */
    private record Known(String layer, String name) {}

    List<Table> tables() {
        return database.inTransaction(
                sqlSession -> {
                    List<Table> tables = new ArrayList<>();
                    for (String layer : LAYERS) {
                        for (Known known : known(sqlSession, layer)) {
                            tables.add(count(sqlSession, known));
                        }
                    }
                    return tables;
                });
    }

    private static List<Known> known(SqlSession sqlSession, String layer) {
        return sqlSession.list(
                "SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = ? ORDER BY table_name",
                row -> new Known(layer, row.getString(1)),
                layer);
    }

    private static Table count(SqlSession sqlSession, Known table) {
        String name = table.layer() + "." + table.name();
        long rows = sqlSession.number("SELECT count(*) FROM " + name);
        Set<String> columns =
                new TreeSet<>(
                        sqlSession.list(
                                "SELECT column_name FROM information_schema.columns"
                                        + " WHERE table_schema = ? AND table_name = ?",
                                row -> row.getString(1),
                                table.layer(),
                                table.name()));
        long live = rows;
        if (columns.contains("is_deleted")) {
            live =
                    sqlSession.number(
                            "SELECT count(*) FROM "
                                    + name
                                    + " WHERE is_deleted = "
                                    + sqlSession.dialect().flag(false));
        } else if (columns.contains("change")) {
            live = sqlSession.number("SELECT count(*) FROM " + name + " WHERE change <> 'deleted'");
        }
        return new Table(table.layer(), table.name(), rows, live);
    }

    boolean hasTable(String layer, String table) {
        return database.inTransaction(
                sqlSession -> known(sqlSession, layer).contains(new Known(layer, table)));
    }

    List<String> sample(String layer, String table, int most) {
        return database.inTransaction(
                sqlSession -> {
                    if (!known(sqlSession, layer).contains(new Known(layer, table))) {
                        throw new WarehouseException("There is no table " + layer + "." + table);
                    }
                    return sqlSession.list(
                            sqlSession
                                    .dialect()
                                    .limited("SELECT * FROM " + layer + "." + table, "1", most),
                            TableBrowser::json);
                });
    }

    private static String json(ResultSet row) throws SQLException {
        ObjectNode object = JSON.createObjectNode();
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = row.getObject(i);
            String name = columns.getColumnLabel(i);
            switch (value) {
                case null -> object.putNull(name);
                case Boolean flag -> object.put(name, flag);
                case Number number -> object.put(name, new BigDecimal(number.toString()));
                case Object other -> object.put(name, other.toString());
            }
        }
        return object.toString();
    }
}

package io.quill.records.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.records.landing.Inspection.Table;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Session;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Counts and samples of whatever tables there are. */
final class Look {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LAYERS = List.of("bronze", "silver", "core", "meta");

    private final Database database;

    Look(Database database) {
        this.database = database;
    }

    /** A table or view, and whether it knows deleted rows. */
    private record Known(String layer, String name) {}

    List<Table> tables() {
        return database.inTransaction(
                session -> {
                    List<Table> tables = new ArrayList<>();
                    for (String layer : LAYERS) {
                        for (Known known : known(session, layer)) {
                            tables.add(counted(session, known));
                        }
                    }
                    return tables;
                });
    }

    private static List<Known> known(Session session, String layer) {
        return session.list(
                "SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = ? ORDER BY table_name",
                row -> new Known(layer, row.getString(1)),
                layer);
    }

    private static Table counted(Session session, Known table) {
        String name = table.layer() + "." + table.name();
        long rows = session.number("SELECT count(*) FROM " + name);
        Set<String> columns =
                new TreeSet<>(
                        session.list(
                                "SELECT column_name FROM information_schema.columns"
                                        + " WHERE table_schema = ? AND table_name = ?",
                                row -> row.getString(1),
                                table.layer(),
                                table.name()));
        long live = rows;
        if (columns.contains("is_deleted")) {
            live =
                    session.number(
                            "SELECT count(*) FROM "
                                    + name
                                    + " WHERE is_deleted = "
                                    + session.dialect().flag(false));
        } else if (columns.contains("change")) {
            live = session.number("SELECT count(*) FROM " + name + " WHERE change <> 'deleted'");
        }
        return new Table(table.layer(), table.name(), rows, live);
    }

    boolean knows(String layer, String table) {
        return database.inTransaction(
                session -> known(session, layer).contains(new Known(layer, table)));
    }

    List<String> sample(String layer, String table, int most) {
        return database.inTransaction(
                session -> {
                    if (!known(session, layer).contains(new Known(layer, table))) {
                        throw new WarehouseException("There is no table " + layer + "." + table);
                    }
                    return session.list(
                            session.dialect()
                                    .limited("SELECT * FROM " + layer + "." + table, "1", most),
                            Look::json);
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

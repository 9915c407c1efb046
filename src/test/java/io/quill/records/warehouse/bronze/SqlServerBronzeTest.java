package io.quill.records.warehouse.bronze;

import io.quill.records.landing.ExtractedField;
import io.quill.records.landing.ExtractedField.Kind;
import io.quill.records.landing.Feed;
import io.quill.records.warehouse.GoldenStatements;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What bronze would say to SQL Server, of which none answers here. */
class SqlServerBronzeTest {
    private static final Database DATABASE =
            Database.server("jdbc:sqlserver://localhost;database={tenant}", "sa", "");
    private static final Dialect DIALECT = DATABASE.dialect();

    @Test
    void keepsValuesBesideTheRecords() throws IOException {
        BronzeTable table =
                BronzeTable.of(
                        new Feed("acme", "nexudus", "products"),
                        List.of(
                                new ExtractedField("location_id", Kind.LONG, true),
                                new ExtractedField("item_type", Kind.INT, false),
                                new ExtractedField("area", Kind.TEXT, false)));
        List<String> all = new ArrayList<>(table.create(DIALECT));
        all.addAll(table.add(DIALECT, table.extracted()));
        all.addAll(table.createLatestView(DIALECT));
        GoldenStatements.compare("bronze-products.sqlserver.sql", all);
    }

    @Test
    void keepsEachEventAsItWasSettledFirst() throws IOException {
        EventsTable table = new EventsTable(DATABASE);
        List<String> all = new ArrayList<>(table.create());
        all.addAll(table.coming());
        all.add(table.merge());
        GoldenStatements.compare("bronze-events.sqlserver.sql", all);
    }
}

package io.quill.records.warehouse.core;

import io.quill.records.warehouse.Golden;
import io.quill.records.warehouse.Shapes;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What core would say to SQL Server, of which none answers here. */
class SqlServerCoreTest {
    private static final Dialect DIALECT =
            Database.server("jdbc:sqlserver://localhost;database={tenant}", "sa", "").dialect();

    private static void compare(String table) throws IOException {
        Mapping mapping =
                Shapes.of(Optional.empty(), Optional.empty(), "acme").mappings().all().stream()
                        .filter(each -> each.table().equals(table))
                        .findFirst()
                        .orElseThrow();
        List<String> all = new ArrayList<>(new CoreTables(mapping, DIALECT, "acme").create());
        for (Mapping.Source source : mapping.sources()) {
            Taking taking = new Taking(mapping, source, DIALECT);
            all.addAll(taking.take(9));
            all.add(taking.insert(0));
            all.addAll(new Identity(mapping, DIALECT).touched(source));
            all.add(taking.forget());
        }
        Timeline timeline = new Timeline(mapping, DIALECT);
        all.addAll(timeline.rebuild());
        all.add(timeline.violations());
        Golden.compare("core-" + table + ".sqlserver.sql", all);
    }

    @Test
    void keepsTheHistoryOfOneSource() throws IOException {
        compare("products");
    }

    @Test
    void mergesSources() throws IOException {
        compare("contacts");
    }
}

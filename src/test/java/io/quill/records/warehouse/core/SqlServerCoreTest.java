package io.quill.records.warehouse.core;

import io.quill.records.warehouse.GoldenStatements;
import io.quill.records.warehouse.WarehouseModel;
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
                WarehouseModel.of(Optional.empty(), Optional.empty(), "acme")
                        .mappings()
                        .all()
                        .stream()
                        .filter(each -> each.table().equals(table))
                        .findFirst()
                        .orElseThrow();
        List<String> all = new ArrayList<>(new CoreTables(mapping, DIALECT, "acme").create());
        for (Mapping.Source source : mapping.sources()) {
            CoreMerge coreMerge = new CoreMerge(mapping, source, DIALECT);
            all.addAll(coreMerge.selectChanges(9));
            all.add(coreMerge.insert(0));
            all.addAll(new RecordMatcher(mapping, DIALECT).affectedGroups(source));
            all.add(coreMerge.deleteTaken());
        }
        Timeline timeline = new Timeline(mapping, DIALECT);
        all.addAll(timeline.rebuild());
        all.add(timeline.violations());
        GoldenStatements.compare("core-" + table + ".sqlserver.sql", all);
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

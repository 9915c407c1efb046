package io.quill.records.warehouse.silver;

import io.quill.records.warehouse.GoldenStatements;
import io.quill.records.warehouse.WarehouseModel;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What silver would say to SQL Server, of which none answers here. */
class SqlServerSilverTest {
    private static final Dialect DIALECT =
            Database.server("jdbc:sqlserver://localhost;database={tenant}", "sa", "").dialect();

    private static void compare(String entity) throws IOException {
        Entity wanted =
                WarehouseModel.of(Optional.empty(), Optional.empty(), "acme")
                        .entities()
                        .find("nexudus", entity)
                        .orElseThrow();
        List<String> all = new ArrayList<>(new SilverTables(wanted, DIALECT).create());
        all.addAll(new StagingQuery(wanted, DIALECT).staged("b.id > 0 AND b.id <= 9"));
        Upsert upsert = new Upsert(wanted, DIALECT);
        all.addAll(upsert.errors("SYSUTCDATETIME()", "run"));
        all.addAll(upsert.winners());
        all.add(upsert.merge());
        all.add(upsert.changes());
        all.addAll(upsert.dependents());
        all.add(upsert.replayed("SYSUTCDATETIME()"));
        GoldenStatements.compare("silver-" + entity + ".sqlserver.sql", all);
    }

    @Test
    void typesProducts() throws IOException {
        compare("products");
    }

    @Test
    void givesLocationsTheirDays() throws IOException {
        compare("locations");
    }

    @Test
    void takesContractsApart() throws IOException {
        compare("contracts");
    }
}

package io.quill.records.warehouse;

import io.quill.platform.file.FileStorage;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseLayers.Refined;
import io.quill.records.warehouse.bronze.Bronze;
import io.quill.records.warehouse.bronze.BronzeTable;
import io.quill.records.warehouse.core.Core;
import io.quill.records.warehouse.core.Mapping;
import io.quill.records.warehouse.core.Mappings;
import io.quill.records.warehouse.lake.ParquetExport;
import io.quill.records.warehouse.meta.SyncRunLog;
import io.quill.records.warehouse.meta.SyncRunLog.Layer;
import io.quill.records.warehouse.meta.SyncRunLog.Subject;
import io.quill.records.warehouse.silver.Entities;
import io.quill.records.warehouse.silver.Entity;
import io.quill.records.warehouse.silver.Silver;
import io.quill.records.warehouse.sql.Database;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Database of one tenant, with its layers. */
final class TenantWarehouse implements AutoCloseable {
    private final String tenant;
    private final Database database;
    private final SyncRunLog book;
    private final Bronze bronze;
    private final Entities entities;
    private final Mappings mappings;
    private final SilverRunner silverRunner;
    private final Core core;
    private final TableBrowser tableBrowser;

    TenantWarehouse(
            String tenant,
            Database database,
            WarehouseModel warehouseModel,
            String owner,
            InstantSource clock) {
        this.tenant = tenant;
        this.database = database;
        database.inExclusiveTransaction(
                "meta",
                sqlSession -> {
                    sqlSession.run(SyncRunLog.tables(database.dialect()));
                    return tenant;
                });
        book = new SyncRunLog(database, tenant, owner, clock);
        bronze = new Bronze(database, book, clock);
        entities = warehouseModel.entities();
        mappings = warehouseModel.mappings();
        core = new Core(database, tenant);
        silverRunner =
                new SilverRunner(
                        tenant,
                        bronze,
                        new Silver(database, new CoreFollower(entities, mappings, core), clock),
                        book,
                        entities,
                        mappings);
        tableBrowser = new TableBrowser(database);
    }

    Bronze bronze() {
        return bronze;
    }

    SyncRunLog book() {
        return book;
    }

    SilverRunner silver() {
        return silverRunner;
    }

    TableBrowser browser() {
        return tableBrowser;
    }

    /** Writes new rows as Parquet files. */
    void exportFiles(FileStorage lake, Instant now) {
        ParquetExport files = new ParquetExport(database, tenant, lake);
        for (Entity entity : entities.all()) {
            BronzeTable table = new BronzeTable(entity.service(), entity.entity());
            if (tableBrowser.hasTable("bronze", table.stem())) {
                files.exportRaw(entity.service(), entity.entity(), table.name(), now);
            }
        }
        for (Mapping mapping : mappings.all()) {
            files.exportCanonical(mapping.table(), mapping.versions(), mapping.history(), now);
        }
    }

    Refined core(UUID parent, Trigger trigger) {
        Refined all = Refined.NOTHING;
        for (Mapping mapping : mappings.all()) {
            Subject subject = new Subject("core", mapping.table(), Layer.CORE);
            all = all.plus(book.run(subject, parent, trigger, _ -> core.apply(mapping)));
        }
        return all;
    }

    Database database() {
        return database;
    }

    Mappings mappings() {
        return mappings;
    }

    Core core() {
        return core;
    }

    @Override
    public void close() {
        database.close();
    }
}

package io.quill.records.warehouse;

import io.quill.records.landing.Inspection.Table;
import io.quill.records.landing.Layers.Refined;
import io.quill.records.landing.Trigger;
import io.quill.records.warehouse.bronze.Bronze;
import io.quill.records.warehouse.bronze.BronzeTable;
import io.quill.records.warehouse.bronze.EventsArchive;
import io.quill.records.warehouse.core.Core;
import io.quill.records.warehouse.core.Mapping;
import io.quill.records.warehouse.core.Mappings;
import io.quill.records.warehouse.lake.Lake;
import io.quill.records.warehouse.lake.ParquetFiles;
import io.quill.records.warehouse.meta.RunBook;
import io.quill.records.warehouse.meta.RunBook.Layer;
import io.quill.records.warehouse.meta.RunBook.Subject;
import io.quill.records.warehouse.meta.SyncErrors;
import io.quill.records.warehouse.meta.Watch;
import io.quill.records.warehouse.silver.Entities;
import io.quill.records.warehouse.silver.Entity;
import io.quill.records.warehouse.silver.Silver;
import io.quill.records.warehouse.sql.Database;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** One tenant's database, and the layers in it. */
final class TenantWarehouse implements AutoCloseable {
    private final String tenant;
    private final Database database;
    private final RunBook book;
    private final Bronze bronze;
    private final Entities entities;
    private final Mappings mappings;
    private final Typing typing;
    private final Core core;
    private final Look look;

    TenantWarehouse(
            String tenant, Database database, Shapes shapes, String owner, InstantSource clock) {
        this.tenant = tenant;
        this.database = database;
        database.alone(
                "meta",
                session -> {
                    session.run(RunBook.tables(database.dialect()));
                    return tenant;
                });
        book = new RunBook(database, tenant, owner, clock);
        bronze = new Bronze(database, book, clock);
        entities = shapes.entities();
        mappings = shapes.mappings();
        core = new Core(database, tenant);
        typing =
                new Typing(
                        tenant,
                        bronze,
                        new Silver(database, new Following(entities, mappings, core), clock),
                        book,
                        entities,
                        mappings);
        look = new Look(database);
    }

    Bronze bronze() {
        return bronze;
    }

    RunBook book() {
        return book;
    }

    SyncErrors errors() {
        return new SyncErrors(database);
    }

    Watch watch() {
        return new Watch(book);
    }

    Refined silver(String service, UUID parent, Trigger trigger) {
        return typing.refined(service, parent, trigger);
    }

    /** Reads again what silver left out of a service. */
    Refined replay(String service, UUID parent, Trigger trigger) {
        return typing.replayed(service, parent, trigger);
    }

    void show(EventsArchive events) {
        events.show(database);
    }

    /** What is new, as files. */
    void files(Lake lake, Instant now) {
        ParquetFiles files = new ParquetFiles(database, tenant, lake);
        for (Entity entity : entities.all()) {
            BronzeTable table = new BronzeTable(entity.service(), entity.entity());
            if (look.knows("bronze", table.stem())) {
                files.raw(entity.service(), entity.entity(), table.name(), now);
            }
        }
        for (Mapping mapping : mappings.all()) {
            files.canonical(mapping.table(), mapping.versions(), mapping.history(), now);
        }
    }

    Refined core(UUID parent, Trigger trigger) {
        Refined all = Refined.NOTHING;
        for (Mapping mapping : mappings.all()) {
            Subject subject = new Subject("core", mapping.table(), Layer.CORE);
            all = all.plus(new Stint(book, parent, trigger).does(subject, _ -> merged(mapping)));
        }
        return all;
    }

    private Refined merged(Mapping mapping) {
        Core.Done done = core.apply(mapping);
        return new Refined(done.read(), done.written(), done.read() - done.written(), 0);
    }

    List<Table> tables() {
        return look.tables();
    }

    List<String> sample(String layer, String table, int most) {
        return look.sample(layer, table, most);
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

package io.quill.warehouse;

import io.quill.digest.Sha256;
import io.quill.landing.Feed;
import io.quill.landing.Inspection.Table;
import io.quill.landing.Layers.Refined;
import io.quill.landing.Trigger;
import io.quill.landing.WarehouseException;
import io.quill.warehouse.bronze.Bronze;
import io.quill.warehouse.bronze.BronzeTable;
import io.quill.warehouse.bronze.EventsView;
import io.quill.warehouse.core.Core;
import io.quill.warehouse.core.Mapping;
import io.quill.warehouse.core.Mappings;
import io.quill.warehouse.definition.Definitions;
import io.quill.warehouse.lake.Lake;
import io.quill.warehouse.lake.ParquetFiles;
import io.quill.warehouse.meta.RunBook;
import io.quill.warehouse.meta.RunBook.Layer;
import io.quill.warehouse.meta.RunBook.Subject;
import io.quill.warehouse.meta.SyncErrors;
import io.quill.warehouse.meta.Tally;
import io.quill.warehouse.meta.Watch;
import io.quill.warehouse.silver.Entities;
import io.quill.warehouse.silver.Entity;
import io.quill.warehouse.silver.Silver;
import io.quill.warehouse.sql.Database;
import io.quill.warehouse.sql.Session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
    private final Silver silver;
    private final Core core;
    private final Look look;

    TenantWarehouse(
            String tenant,
            Database database,
            Definitions definitions,
            String owner,
            InstantSource clock) {
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
        entities = Entities.of(definitions);
        mappings = Mappings.of(definitions, entities);
        core = new Core(database, tenant);
        silver = new Silver(database, new Following(), clock);
        look = new Look(database);
    }

    /** Core takes what silver changes. */
    private final class Following implements Silver.Follower {
        @Override
        public boolean follows(Entity entity) {
            return !mappings.fedBy(entity).isEmpty();
        }

        @Override
        public String digest(Entity entity) {
            StringBuilder all = new StringBuilder(entity.digest());
            mappings.fedBy(entity).forEach(mapping -> all.append(mapping.digest()));
            return Sha256.hex(all.toString());
        }

        @Override
        public void forget(Session session, Entity entity) {
            mappings.fedBy(entity).forEach(mapping -> core.forget(session, mapping));
        }
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
        return each(service, parent, trigger, silver::refine);
    }

    /** Reads again what silver left out of a service. */
    Refined replay(String service, UUID parent, Trigger trigger) {
        return each(service, parent, trigger, silver::replay);
    }

    /** What silver does with an entity, under a run. */
    private interface Refining {
        Silver.Done done(Entity entity, UUID run);
    }

    /** One entity that fails does not stop the others. */
    private Refined each(String service, UUID parent, Trigger trigger, Refining refining) {
        Refined all = new Refined(0, 0, 0, 0);
        List<String> failures = new ArrayList<>();
        for (Entity entity : entities.of(service)) {
            try {
                bronze.known(new Feed(tenant, service, entity.entity()));
                all = plus(all, refined(entity, parent, trigger, refining));
            } catch (WarehouseException e) {
                failures.add(entity.entity() + ": " + e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new WarehouseException(String.join("; ", failures));
        }
        return all;
    }

    private Refined refined(Entity entity, UUID parent, Trigger trigger, Refining refining) {
        return underRun(
                new Subject(entity.service(), entity.entity(), Layer.SILVER),
                parent,
                trigger,
                run -> {
                    Silver.Done done = refining.done(entity, run);
                    return new Refined(done.read(), done.written(), 0, done.rejected());
                });
    }

    /** Shows the archive of events, where the database can read files. */
    void show(EventsView events) {
        if (database.dialect().readsJsonFiles()) {
            database.alone(
                    "bronze.events",
                    session -> {
                        session.run(events.statement());
                        return events;
                    });
        }
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
        Refined all = new Refined(0, 0, 0, 0);
        for (Mapping mapping : mappings.all()) {
            Subject subject = new Subject("core", mapping.table(), Layer.CORE);
            all =
                    plus(
                            all,
                            underRun(
                                    subject,
                                    parent,
                                    trigger,
                                    _ -> {
                                        Core.Done done = core.apply(mapping);
                                        return new Refined(
                                                done.read(),
                                                done.written(),
                                                done.read() - done.written(),
                                                0);
                                    }));
        }
        return all;
    }

    private static Refined plus(Refined one, Refined other) {
        return new Refined(
                one.read() + other.read(),
                one.written() + other.written(),
                one.unchanged() + other.unchanged(),
                one.rejected() + other.rejected());
    }

    /** A step of a layer, told what its run is called. */
    private interface Step {
        Refined take(UUID run);
    }

    private Refined underRun(Subject subject, UUID parent, Trigger trigger, Step step) {
        UUID run = book.begin(subject, parent, trigger, null);
        String why = "it was broken off";
        try {
            Refined done = step.take(run);
            book.succeed(
                    run, Tally.of(done.read(), done.written(), done.unchanged(), done.rejected()));
            return done;
        } catch (WarehouseException e) {
            why = String.valueOf(e.getMessage());
            throw e;
        } finally {
            book.failIfOpen(run, why);
        }
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

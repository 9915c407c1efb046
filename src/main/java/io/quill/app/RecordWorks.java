package io.quill.app;

import io.quill.platform.http.HttpWire;
import io.quill.platform.jobs.Runs;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.records.pull.Lines;
import io.quill.records.pull.Pull;
import io.quill.records.pull.http.Transport;
import io.quill.records.schedule.River;
import io.quill.records.schedule.Steps;
import io.quill.records.schedule.Stop;
import io.quill.records.tenant.Tenants;
import io.quill.records.warehouse.Warehouse;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Everything that records pass on their way, put together for the house and for the commands. */
public final class RecordWorks implements AutoCloseable {
    private final InstantSource clock;
    private final Tenants tenants;
    private final Runs runs;
    private final Stop stop = new Stop();
    private final HttpWire wire = new HttpWire();
    private final Transport transport = new Transport();
    private final Lines lines;
    private final Warehouse warehouse;

    public RecordWorks(Settings settings, Tenants tenants, DataStore store, InstantSource clock) {
        this.clock = clock;
        this.tenants = tenants;
        this.runs = new Runs(store, clock);
        this.lines =
                new Lines(
                        transport,
                        wire,
                        clock,
                        stop,
                        () -> ThreadLocalRandom.current().nextDouble());
        this.warehouse = Warehouses.open(settings, clock);
    }

    public Tenants tenants() {
        return tenants;
    }

    public Lines lines() {
        return lines;
    }

    public Warehouse warehouse() {
        return warehouse;
    }

    public Steps steps() {
        Pull pull = new Pull(warehouse, clock, UUID::randomUUID);
        return new Steps(runs, pull, lines, warehouse, UUID::randomUUID, stop);
    }

    River river() {
        return new River(tenants, steps(), runs, stop, clock);
    }

    /** To be called every few seconds: what runs here is heard of, and the dead are buried. */
    public void pulse() {
        runs.beat();
        warehouse.beat();
    }

    /** Ends what takes long, between two pages. */
    public void stop() {
        stop.now();
    }

    @Override
    public void close() {
        stop.now();
        transport.close();
        wire.close();
        warehouse.close();
    }
}

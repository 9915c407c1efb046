package io.quill.app;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.records.pull.FeedPuller;
import io.quill.records.pull.ServiceClients;
import io.quill.records.schedule.RecordPipeline;
import io.quill.records.schedule.StepRunner;
import io.quill.records.schedule.StopSignal;
import io.quill.records.tenant.Tenants;
import io.quill.records.warehouse.Warehouse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Services of the record pipeline, for the application and for commands. */
public final class RecordServices implements AutoCloseable {
    private final InstantSource clock;
    private final Tenants tenants;
    private final RunRegistry runRegistry;
    private final StopSignal stopSignal = new StopSignal();
    private final JdkHttpTransport http =
            new JdkHttpTransport(Duration.ofSeconds(10), Duration.ofSeconds(20));
    private final ServiceClients serviceClients;
    private final Warehouse warehouse;

    public RecordServices(
            Settings settings, Tenants tenants, DataStore store, InstantSource clock) {
        this.clock = clock;
        this.tenants = tenants;
        this.runRegistry = new RunRegistry(store, clock);
        this.serviceClients =
                new ServiceClients(
                        http, clock, stopSignal, () -> ThreadLocalRandom.current().nextDouble());
        this.warehouse = WarehouseFactory.open(settings, clock);
    }

    public Tenants tenants() {
        return tenants;
    }

    public ServiceClients lines() {
        return serviceClients;
    }

    public Warehouse warehouse() {
        return warehouse;
    }

    public StepRunner steps() {
        FeedPuller feedPuller = new FeedPuller(warehouse, clock, UUID::randomUUID);
        return new StepRunner(
                runRegistry, feedPuller, serviceClients, warehouse, UUID::randomUUID, stopSignal);
    }

    RecordPipeline river() {
        return new RecordPipeline(tenants, steps(), runRegistry, stopSignal, clock);
    }

    /** Renews the heartbeat of runs here and ends lost ones; to be called every few seconds. */
    public void heartbeat() {
        runRegistry.heartbeat();
        warehouse.heartbeat();
    }

    /** Ends what takes long, between two pages. */
    public void stop() {
        stopSignal.request();
    }

    @Override
    public void close() {
        stopSignal.request();
        http.close();
        warehouse.close();
    }
}

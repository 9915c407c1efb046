package io.quill.records.warehouse;

import io.quill.platform.file.FileStorage;
import io.quill.records.landing.BronzeStore;
import io.quill.records.landing.Cursor;
import io.quill.records.landing.ExtractedField;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.landing.WarehouseLayers;
import io.quill.records.warehouse.bronze.EventsArchive;
import io.quill.records.warehouse.meta.SyncAlert;
import io.quill.records.warehouse.meta.SyncErrors;
import io.quill.records.warehouse.meta.SyncErrors.SyncError;
import io.quill.records.warehouse.meta.SyncRun;
import io.quill.records.warehouse.meta.SyncRunLog;
import io.quill.records.warehouse.meta.SyncRunMonitor;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Warehouses of all tenants, each opened at its first use. */
public final class Warehouse implements BronzeStore, WarehouseLayers, AutoCloseable {
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private final WarehouseConfig warehouseConfig;
    private final InstantSource clock;
    private final String owner;
    private final Map<String, TenantWarehouse> tenants = new ConcurrentHashMap<>();

    public Warehouse(WarehouseConfig warehouseConfig, String owner, InstantSource clock) {
        this.warehouseConfig = warehouseConfig;
        this.owner = owner;
        this.clock = clock;
    }

    TenantWarehouse tenant(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new WarehouseException(
                    tenant + " is no tenant: names have a-z, 0-9, '_' and '-'");
        }
        return tenants.computeIfAbsent(tenant, this::openTenant);
    }

    private TenantWarehouse openTenant(String tenant) {
        WarehouseModel warehouseModel =
                WarehouseModel.of(warehouseConfig.services(), warehouseConfig.definitions(), tenant)
                        .requireValid();
        TenantWarehouse opened =
                new TenantWarehouse(
                        tenant, warehouseConfig.open(tenant), warehouseModel, owner, clock);
        if (warehouseConfig.isExclusive()) {
            opened.book().failAll();
        }
        refreshEvents(opened);
        return opened;
    }

    /** Refreshes the events table, since the archive gets more files. */
    private void refreshEvents(TenantWarehouse tenant) {
        warehouseConfig.archive().ifPresent(archive -> archive.publish(tenant.database()));
    }

    @Override
    public Optional<Cursor> cursor(Feed feed) {
        return tenant(feed.tenant()).bronze().cursor(feed);
    }

    @Override
    public void latest(Feed feed, Consumer<RawRecord> each) {
        tenant(feed.tenant()).bronze().latest(feed, each);
    }

    @Override
    public Load open(
            Feed feed,
            List<ExtractedField> columns,
            UUID run,
            LoadScope loadScope,
            Trigger trigger) {
        return tenant(feed.tenant()).bronze().open(feed, columns, run, loadScope, trigger);
    }

    @Override
    public Refined silver(String tenant, String service, UUID run, Trigger trigger) {
        return tenant(tenant).silver().refine(service, run, trigger);
    }

    @Override
    public Refined core(String tenant, UUID run, Trigger trigger) {
        TenantWarehouse own = tenant(tenant);
        Refined refined = own.core(run, trigger);
        refreshEvents(own);
        warehouseConfig.lake().ifPresent(lake -> own.exportFiles(lake, clock.instant()));
        return refined;
    }

    @Override
    public Refined replay(String tenant, String service, UUID run, Trigger trigger) {
        return tenant(tenant).silver().replay(service, run, trigger);
    }

    /** Returns the rejected records of a feed that were not replayed yet. */
    public List<SyncError> errors(Feed feed, int most) {
        return new SyncErrors(tenant(feed.tenant()).database())
                .open(feed.service(), feed.entity(), most);
    }

    public List<SyncRun> runs(String tenant, int most) {
        return tenant(tenant).book().latest(most);
    }

    /** Returns the last success of everything that ever ran. */
    public List<SyncRunLog.Pace> lastSuccesses(String tenant) {
        return tenant(tenant).book().lastSuccesses();
    }

    public List<SyncAlert> alerts(String tenant) {
        return new SyncRunMonitor(tenant(tenant).book()).alerts(clock.instant());
    }

    /** A table and how many rows it holds; live ones where it knows deleted ones. */
    public record Table(String layer, String name, long rows, long live) {}

    /** Every table of every layer, in the order of the layers. */
    public List<Table> tables(String tenant) {
        TenantWarehouse own = tenant(tenant);
        refreshEvents(own);
        return own.browser().tables();
    }

    /** Returns some rows of a table, each as one JSON object. */
    public List<String> sample(String tenant, String layer, String table, int most) {
        return tenant(tenant).browser().sample(layer, table, most);
    }

    /**
     * Updates the heartbeats of this process's runs, and fails runs whose process is gone. Call it
     * more often than SyncRunLog.DEAD_AFTER.
     */
    public void heartbeat() {
        for (TenantWarehouse each : tenants.values()) {
            each.book().heartbeat();
            each.book().failDead();
        }
    }

    @Override
    public void close() {
        tenants.values().forEach(TenantWarehouse::close);
        tenants.clear();
        warehouseConfig.lake().ifPresent(FileStorage::close);
        warehouseConfig.archive().ifPresent(EventsArchive::close);
    }
}

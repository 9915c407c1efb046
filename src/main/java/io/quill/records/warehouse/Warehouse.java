package io.quill.records.warehouse;

import io.quill.records.landing.Column;
import io.quill.records.landing.Cursor;
import io.quill.records.landing.Extent;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Inspection;
import io.quill.records.landing.Landing;
import io.quill.records.landing.Layers;
import io.quill.records.landing.Load;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.bronze.EventsArchive;
import io.quill.records.warehouse.lake.Lake;
import io.quill.records.warehouse.meta.Alert;
import io.quill.records.warehouse.meta.Run;
import io.quill.records.warehouse.meta.RunBook;
import io.quill.records.warehouse.meta.SyncErrors.SyncError;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The warehouses of all tenants, each opened when it is first asked for. */
public final class Warehouse implements Landing, Layers, Inspection, AutoCloseable {
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private final Place place;
    private final InstantSource clock;
    private final String owner;
    private final Map<String, TenantWarehouse> tenants = new ConcurrentHashMap<>();

    public Warehouse(Place place, String owner, InstantSource clock) {
        this.place = place;
        this.owner = owner;
        this.clock = clock;
    }

    TenantWarehouse tenant(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new WarehouseException(
                    tenant + " is no tenant: names have a-z, 0-9, '_' and '-'");
        }
        return tenants.computeIfAbsent(tenant, this::opened);
    }

    private TenantWarehouse opened(String tenant) {
        Shapes shapes = Shapes.of(place.services(), place.definitions(), tenant).sound();
        TenantWarehouse opened =
                new TenantWarehouse(tenant, place.open(tenant), shapes, owner, clock);
        if (place.isExclusive()) {
            opened.book().reapAll();
        }
        showEvents(opened);
        return opened;
    }

    /** Anew from time to time, since the archive gets more files. */
    private void showEvents(TenantWarehouse tenant) {
        place.archive().ifPresent(tenant::show);
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
    public Load open(Feed feed, List<Column> columns, UUID run, Extent extent, Trigger trigger) {
        return tenant(feed.tenant()).bronze().open(feed, columns, run, extent, trigger);
    }

    @Override
    public Refined silver(String tenant, String service, UUID run, Trigger trigger) {
        return tenant(tenant).silver(service, run, trigger);
    }

    @Override
    public Refined core(String tenant, UUID run, Trigger trigger) {
        TenantWarehouse own = tenant(tenant);
        Refined refined = own.core(run, trigger);
        showEvents(own);
        place.lake().ifPresent(lake -> own.files(lake, clock.instant()));
        return refined;
    }

    @Override
    public Refined replay(String tenant, String service, UUID run, Trigger trigger) {
        return tenant(tenant).replay(service, run, trigger);
    }

    /** What silver and bronze left out of a feed and nobody replayed yet. */
    public List<SyncError> errors(Feed feed, int most) {
        return tenant(feed.tenant()).errors().open(feed.service(), feed.entity(), most);
    }

    public List<Run> runs(String tenant, int most) {
        return tenant(tenant).book().latest(most);
    }

    /** When each thing that ever ran last went well. */
    public List<RunBook.Pace> paces(String tenant) {
        return tenant(tenant).book().paces();
    }

    public List<Alert> alerts(String tenant) {
        return tenant(tenant).watch().alerts(clock.instant());
    }

    @Override
    public List<Table> tables(String tenant) {
        TenantWarehouse own = tenant(tenant);
        showEvents(own);
        return own.tables();
    }

    @Override
    public List<String> sample(String tenant, String layer, String table, int most) {
        return tenant(tenant).sample(layer, table, most);
    }

    /**
     * To be called more often than {@link io.quill.records.warehouse.meta.RunBook#PATIENCE}: this
     * process's runs live, and the dead are told so.
     */
    public void beat() {
        for (TenantWarehouse each : tenants.values()) {
            each.book().beat();
            each.book().reap();
        }
    }

    @Override
    public void close() {
        tenants.values().forEach(TenantWarehouse::close);
        tenants.clear();
        place.lake().ifPresent(Lake::close);
        place.archive().ifPresent(EventsArchive::close);
    }
}

package io.quill.records.warehouse;

import io.quill.records.landing.Feed;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.landing.WarehouseLayers.Refined;
import io.quill.records.warehouse.bronze.Bronze;
import io.quill.records.warehouse.core.Mappings;
import io.quill.records.warehouse.meta.SyncRunLog;
import io.quill.records.warehouse.meta.SyncRunLog.Layer;
import io.quill.records.warehouse.meta.SyncRunLog.Subject;
import io.quill.records.warehouse.silver.Entities;
import io.quill.records.warehouse.silver.Entity;
import io.quill.records.warehouse.silver.Silver;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** Refines the entities of a service into silver; one that fails does not stop the others. */
final class SilverRunner {
    private final String tenant;
    private final Bronze bronze;
    private final Silver silver;
    private final SyncRunLog book;
    private final Entities entities;
    private final Mappings mappings;

    SilverRunner(
            String tenant,
            Bronze bronze,
            Silver silver,
            SyncRunLog book,
            Entities entities,
            Mappings mappings) {
        this.tenant = tenant;
        this.bronze = bronze;
        this.silver = silver;
        this.book = book;
        this.entities = entities;
        this.mappings = mappings;
    }

    Refined refine(String service, UUID parent, Trigger trigger) {
        Refinery refinery = new Refinery(parent, trigger, silver::refine);
        entities.of(service).forEach(refinery::take);
        staleSharers(service).forEach(refinery::take);
        return refinery.refined();
    }

    /** Reads again the rows of a service that silver rejected. */
    Refined replay(String service, UUID parent, Trigger trigger) {
        Refinery refinery = new Refinery(parent, trigger, silver::replay);
        entities.of(service).forEach(refinery::take);
        return refinery.refined();
    }

    /** Returns stale entities of other services that share a table of core with this one. */
    private List<Entity> staleSharers(String service) {
        return entities.all().stream()
                .filter(each -> !each.service().equals(service))
                .filter(each -> sharesATable(each, service))
                .filter(silver::isStale)
                .toList();
    }

    private boolean sharesATable(Entity other, String service) {
        return mappings.fedBy(other).stream()
                .anyMatch(mapping -> entities.of(service).stream().anyMatch(mapping::isFedBy));
    }

    /** Counts what goes well, and keeps in mind what does not. */
    private final class Refinery {
        private final UUID parent;
        private final Trigger trigger;
        private final BiFunction<Entity, UUID, Refined> work;
        private final List<String> failures = new ArrayList<>();
        private Refined all = Refined.NOTHING;

        Refinery(UUID parent, Trigger trigger, BiFunction<Entity, UUID, Refined> work) {
            this.parent = parent;
            this.trigger = trigger;
            this.work = work;
        }

        void take(Entity entity) {
            try {
                bronze.known(new Feed(tenant, entity.service(), entity.entity()));
                Subject subject = new Subject(entity.service(), entity.entity(), Layer.SILVER);
                all = all.plus(book.run(subject, parent, trigger, run -> work.apply(entity, run)));
            } catch (WarehouseException e) {
                failures.add(entity.entity() + ": " + e.getMessage());
            }
        }

        Refined refined() {
            if (!failures.isEmpty()) {
                throw new WarehouseException(String.join("; ", failures));
            }
            return all;
        }
    }
}

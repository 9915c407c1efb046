package io.quill.records.warehouse;

import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.landing.WarehouseLayers.Refined;
import io.quill.records.warehouse.meta.SyncRunCounts;
import io.quill.records.warehouse.meta.SyncRunLog;
import io.quill.records.warehouse.meta.SyncRunLog.Subject;

import java.util.UUID;
import java.util.function.Function;

/** Does the parts of a step, each recorded as a run of its own. */
record RunScope(SyncRunLog book, UUID parent, Trigger trigger) {
    /** Does the work and passes it the id of its run. */
    Refined run(Subject subject, Function<UUID, Refined> work) {
        UUID run = book.begin(subject, parent, trigger, null);
        String why = "it was broken off";
        try {
            Refined done = work.apply(run);
            book.succeed(
                    run,
                    SyncRunCounts.of(
                            done.read(), done.written(), done.unchanged(), done.rejected()));
            return done;
        } catch (WarehouseException e) {
            why = String.valueOf(e.getMessage());
            throw e;
        } finally {
            book.failIfOpen(run, why);
        }
    }
}

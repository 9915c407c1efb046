package io.quill.records.warehouse;

import io.quill.records.landing.Layers.Refined;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.meta.RunBook;
import io.quill.records.warehouse.meta.RunBook.Subject;
import io.quill.records.warehouse.meta.Tally;

import java.util.UUID;
import java.util.function.Function;

/** Does the parts of a step, each under a run of its own. */
record Stint(RunBook book, UUID parent, Trigger trigger) {
    /** The work is told what its run is called. */
    Refined does(Subject subject, Function<UUID, Refined> work) {
        UUID run = book.begin(subject, parent, trigger, null);
        String why = "it was broken off";
        try {
            Refined done = work.apply(run);
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
}

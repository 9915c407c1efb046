package io.quill.events.push.table;

import io.quill.events.dimension.WantedRows;
import io.quill.events.push.ClearOrders;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.Sink;
import io.quill.platform.store.Write;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collaborators of a table's sync.
 *
 * @param alongside what else is to be stored before a post goes: the state of the quota
 */
record TableContext(
        ClearOrders orders,
        WantedRows wanted,
        Sink sink,
        DatasetQuota quota,
        InstantSource clock,
        InstantSource waits,
        Supplier<List<Write>> alongside) {
    TableContext withSink(Sink other) {
        return new TableContext(orders, wanted, other, quota, clock, waits, alongside);
    }
}

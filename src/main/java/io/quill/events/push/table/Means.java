package io.quill.events.push.table;

import io.quill.events.dimension.WantedRows;
import io.quill.events.push.Clearings;
import io.quill.events.sink.Quota;
import io.quill.events.sink.Sink;
import io.quill.platform.store.Write;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the tables are brought in line with.
 *
 * @param alongside what else is to be stored before a post goes: the state of the quota
 */
record Means(
        Clearings orders,
        WantedRows wanted,
        Sink sink,
        Quota quota,
        InstantSource clock,
        InstantSource waits,
        Supplier<List<Write>> alongside) {
    Means through(Sink other) {
        return new Means(orders, wanted, other, quota, clock, waits, alongside);
    }
}

package io.quill.dimension.table;

import io.quill.dimension.WantedRows;
import io.quill.push.Clearings;
import io.quill.push.Quota;
import io.quill.push.Sink;
import io.quill.store.Write;

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

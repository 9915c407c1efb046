package io.quill.records.pull.http;

import io.quill.records.landing.Effort;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a pull costs, from several threads. */
public final class Meter {
    final LongAdder requests = new LongAdder();
    final LongAdder throttled = new LongAdder();
    final LongAdder retries = new LongAdder();
    final LongAdder bytes = new LongAdder();

    public Effort effort() {
        return new Effort(requests.sum(), throttled.sum(), retries.sum(), bytes.sum());
    }
}

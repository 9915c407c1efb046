package io.quill.records.pull.http;

import io.quill.records.landing.RequestStatistics;

import java.util.concurrent.atomic.LongAdder;

/** Counts requests, retries and bytes of a pull, from several threads. */
public final class RequestMeter {
    final LongAdder requests = new LongAdder();
    final LongAdder throttled = new LongAdder();
    final LongAdder retries = new LongAdder();
    final LongAdder bytes = new LongAdder();

    public RequestStatistics statistics() {
        return new RequestStatistics(requests.sum(), throttled.sum(), retries.sum(), bytes.sum());
    }
}

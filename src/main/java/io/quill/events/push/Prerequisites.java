package io.quill.events.push;

import io.quill.events.FactEvent;
import io.quill.events.sink.DatasetQuota;
import io.quill.platform.store.Guard;

import java.time.Instant;
import java.util.List;

/** Dimension rows that must be in the sink before the facts that name them. */
public interface Prerequisites {
    /** Begins with a dataset and the quota that counts it. */
    void begin(String dataset, DatasetQuota datasetQuota);

    /** Does what can be done now, and returns whether these facts may follow. */
    Readiness ready(Guard guard, List<FactEvent> facts);

    /** Readiness of the dimensions for facts. */
    sealed interface Readiness {
        record Ready() implements Readiness {}

        /** Later than a time; the words say what the facts wait for. */
        record Later(Instant until, String words) implements Readiness {}
    }
}

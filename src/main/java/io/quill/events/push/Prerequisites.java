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

    /** Whether facts may follow. */
    sealed interface Readiness {
        record Ready() implements Readiness {}

        /** Not before then; the words say what they wait for. */
        record Later(Instant until, String words) implements Readiness {}
    }
}

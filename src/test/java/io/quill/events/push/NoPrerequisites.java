package io.quill.events.push;

import io.quill.events.FactEvent;
import io.quill.events.sink.DatasetQuota;
import io.quill.platform.store.Guard;

import java.util.List;

/** Facts that need nothing before them. */
final class NoPrerequisites implements Prerequisites {
    @Override
    public void begin(String dataset, DatasetQuota datasetQuota) {}

    @Override
    public Readiness ready(Guard guard, List<FactEvent> facts) {
        return new Readiness.Ready();
    }
}

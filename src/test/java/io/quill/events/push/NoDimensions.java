package io.quill.events.push;

import io.quill.events.FactEvent;
import io.quill.events.sink.Quota;
import io.quill.platform.store.Guard;

import java.util.List;

/** Facts that need nothing before them. */
final class NoDimensions implements Prerequisites {
    @Override
    public void begin(String dataset, Quota quota) {}

    @Override
    public Readiness ready(Guard guard, List<FactEvent> facts) {
        return new Readiness.Ready();
    }
}

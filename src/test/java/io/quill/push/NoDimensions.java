package io.quill.push;

import io.quill.event.FactEvent;
import io.quill.store.Guard;

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

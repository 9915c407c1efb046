package io.quill.events.dimension.sync;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.store.Guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Pauses, once, where it has decided and nothing is written yet. */
final class PausedHandler implements DimensionHandler {
    private final DimensionHandler dimensionHandler;
    private final Runnable meanwhile;
    private boolean paused;

    PausedHandler(DimensionHandler dimensionHandler, Runnable meanwhile) {
        this.dimensionHandler = dimensionHandler;
        this.meanwhile = meanwhile;
    }

    @Override
    public List<TargetRows> targets(JsonNode state, Set<SyncRequest.Option> options) {
        if (!paused) {
            paused = true;
            meanwhile.run();
        }
        return dimensionHandler.targets(state, options);
    }

    @Override
    public Subject subject() {
        return dimensionHandler.subject();
    }

    @Override
    public String schema() {
        return dimensionHandler.schema();
    }

    @Override
    public List<PayloadError> validate(JsonNode payload, Predicate<String> sound) {
        return dimensionHandler.validate(payload, sound);
    }

    @Override
    public MergeDecision merge(
            Optional<JsonNode> state, JsonNode payload, Set<SyncRequest.Option> options) {
        return dimensionHandler.merge(state, payload, options);
    }

    @Override
    public MergeDecision restore(
            JsonNode state, JsonNode earlier, Set<SyncRequest.Option> options) {
        return dimensionHandler.restore(state, earlier, options);
    }

    @Override
    public String stamp() {
        return dimensionHandler.stamp();
    }

    @Override
    public void afterRows(JsonNode state, Supplier<Guard> right) {
        dimensionHandler.afterRows(state, right);
    }
}

package io.quill.events.dimension.sync;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.store.Guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Pauses, once, where it has decided and nothing is written yet. */
final class PausedKeeper implements Keeper {
    private final Keeper keeper;
    private final Runnable meanwhile;
    private boolean paused;

    PausedKeeper(Keeper keeper, Runnable meanwhile) {
        this.keeper = keeper;
        this.meanwhile = meanwhile;
    }

    @Override
    public List<Target> targets(JsonNode state, Set<Ask.Option> options) {
        if (!paused) {
            paused = true;
            meanwhile.run();
        }
        return keeper.targets(state, options);
    }

    @Override
    public Subject subject() {
        return keeper.subject();
    }

    @Override
    public String schema() {
        return keeper.schema();
    }

    @Override
    public List<Fault> faults(JsonNode payload, Predicate<String> sound) {
        return keeper.faults(payload, sound);
    }

    @Override
    public Merge merge(Optional<JsonNode> state, JsonNode payload, Set<Ask.Option> options) {
        return keeper.merge(state, payload, options);
    }

    @Override
    public Merge restore(JsonNode state, JsonNode earlier, Set<Ask.Option> options) {
        return keeper.restore(state, earlier, options);
    }

    @Override
    public String stamp() {
        return keeper.stamp();
    }

    @Override
    public void conclude(JsonNode state, Supplier<Guard> right) {
        keeper.conclude(state, right);
    }
}

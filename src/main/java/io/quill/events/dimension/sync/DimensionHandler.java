package io.quill.events.dimension.sync;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.store.Guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Handler of one subject: validates and merges its payloads, and gives the rows that follow. */
public interface DimensionHandler {
    Subject subject();

    /** Returns the JSON Schema of the payloads. */
    String schema();

    /**
     * Returns errors in a payload that its schema cannot see.
     *
     * @param sound whether the part below a pointer has the form that the schema asks for
     */
    List<PayloadError> validate(JsonNode payload, Predicate<String> sound);

    /** Returns what may be kept of a payload or state, without people who were erased. */
    default JsonNode withoutErased(JsonNode told) {
        return told;
    }

    /** Returns the state that follows from the present one and a payload. */
    MergeDecision merge(
            Optional<JsonNode> state, JsonNode payload, Set<SyncRequest.Option> options);

    /** Returns the state that a rollback leads to. */
    MergeDecision restore(JsonNode state, JsonNode earlier, Set<SyncRequest.Option> options);

    /** Returns the rows that follow from a state now. */
    List<TargetRows> targets(JsonNode state, Set<SyncRequest.Option> options);

    /** Returns what the rows depend on beside the state: while it is the same, so are they. */
    String stamp();

    /** Does what else follows once the rows are wanted; may be called more than once. */
    void afterRows(JsonNode state, Supplier<Guard> right);
}

package io.quill.events.dimension.sync;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.store.Guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How one subject is kept: what its payloads may say, and which rows follow. */
public interface Keeper {
    Subject subject();

    /** The JSON Schema of its payloads. */
    String schema();

    /**
     * What is wrong with a payload beyond its form.
     *
     * @param sound whether the part below a pointer has the form that the schema asks for
     */
    List<Fault> faults(JsonNode payload, Predicate<String> sound);

    /** What may be kept of a payload or of a state, now that some people were erased. */
    default JsonNode kept(JsonNode told) {
        return told;
    }

    /** The state that a payload leads to, from the one in force. */
    Merge merge(Optional<JsonNode> state, JsonNode payload, Set<Ask.Option> options);

    /** The state that going back to an earlier one leads to. */
    Merge restore(JsonNode state, JsonNode earlier, Set<Ask.Option> options);

    /** The rows that follow from a state as of now. */
    List<Target> targets(JsonNode state, Set<Ask.Option> options);

    /** What the rows depend on beside the state: while it is the same, so are they. */
    String stamp();

    /** What else follows once the rows are wanted. It may happen more than once. */
    void conclude(JsonNode state, Supplier<Guard> right);
}

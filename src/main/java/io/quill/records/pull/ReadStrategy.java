package io.quill.records.pull;

import io.quill.records.connector.RecordSelection;
import io.quill.records.connector.Template;
import io.quill.records.connector.TimeWindows;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Strategy for reading a feed. */
sealed interface ReadStrategy {
    /** One list, from one end to the other. */
    record Whole() implements ReadStrategy {}

    /** One list of what has changed since. */
    record Since(Map<Template, Template> since, Instant from) implements ReadStrategy {}

    /** A list for each piece of a stretch of time; of all time where it has no beginning. */
    record InPieces(
            TimeWindows windows,
            Map<Template, Template> since,
            Map<Template, Template> until,
            Optional<Instant> from,
            Instant end)
            implements ReadStrategy {}

    /** Reading from the address that the service gave for changes. */
    record FromLink(String link) implements ReadStrategy {}

    /** Something for each record of another feed. */
    record PerParent(RecordSelection parents) implements ReadStrategy {}
}

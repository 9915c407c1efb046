package io.quill.records.pull;

import io.quill.records.connector.Parents;
import io.quill.records.connector.Template;
import io.quill.records.connector.Windows;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Which way a feed is read. */
sealed interface Route {
    /** One list, from one end to the other. */
    record Whole() implements Route {}

    /** One list of what has changed since. */
    record Since(Map<Template, Template> since, Instant from) implements Route {}

    /** A list for each piece of a stretch of time; of all time where it has no beginning. */
    record InPieces(
            Windows windows,
            Map<Template, Template> since,
            Map<Template, Template> until,
            Optional<Instant> from,
            Instant end)
            implements Route {}

    /** From where the service said that the changes go on. */
    record FromLink(String link) implements Route {}

    /** Something for each record of another feed. */
    record PerParent(Parents parents) implements Route {}
}

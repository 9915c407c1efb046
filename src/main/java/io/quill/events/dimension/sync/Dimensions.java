package io.quill.events.dimension.sync;

import java.util.List;
import java.util.Optional;

/** What an admin may ask about dimensions. Whatever is taken is durable when a call returns. */
public interface Dimensions {
    /** Takes a payload over: of {@link Subject#AGENTS} the members of the ring group as read. */
    Outcome sync(Subject subject, String payload, Ask ask);

    /** Reads the members of the ring group at their source, and takes them over. */
    Outcome readAgents(Ask ask);

    /** Has everything as it was under an earlier version, as a version of its own. */
    Outcome rollback(Subject subject, long version, Ask ask);

    /** The latest first. */
    List<Version> versions(Subject subject);

    /** As it was sent. */
    Optional<String> payload(Subject subject, long version);

    /** What another version would change, going by today; empty where one of them is not there. */
    Optional<Delta> difference(Subject subject, long from, long to);

    /** The JSON Schema that payloads are held to. */
    String schema(Subject subject);
}

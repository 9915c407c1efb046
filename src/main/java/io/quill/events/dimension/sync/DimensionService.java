package io.quill.events.dimension.sync;

import java.util.List;
import java.util.Optional;

/** Operations on dimensions for an admin. A change is durable when its call returns. */
public interface DimensionService {
    /** Takes a payload over: of {@link Subject#AGENTS} the members of the ring group as read. */
    SyncOutcome sync(Subject subject, String payload, SyncRequest syncRequest);

    /** Reads the members of the ring group at their source, and stores them as a version. */
    SyncOutcome readAgents(SyncRequest syncRequest);

    /** Restores an earlier version, as a new version. */
    SyncOutcome rollback(Subject subject, long version, SyncRequest syncRequest);

    /** Returns the versions, the latest first. */
    List<Version> versions(Subject subject);

    /** Returns the payload of a version as it was sent. */
    Optional<String> payload(Subject subject, long version);

    /** Compares two versions as of today; empty where one of them does not exist. */
    Optional<Delta> difference(Subject subject, long from, long to);

    /** Returns the JSON Schema of payloads. */
    String schema(Subject subject);
}

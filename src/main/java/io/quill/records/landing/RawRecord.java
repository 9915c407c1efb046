package io.quill.records.landing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Record as the service sent it, byte for byte.
 *
 * @param sourceId what the service calls it, always as text
 * @param json one JSON object
 * @param changedAt when the service says it changed, where it says so
 * @param columns what is kept beside it, by the names of columns
 */
public record RawRecord(
        String sourceId, byte[] json, Optional<Instant> changedAt, Map<String, String> columns) {
    public RawRecord {
        if (sourceId.isBlank()) {
            throw new IllegalArgumentException("A record has an id.");
        }
        changedAt = changedAt.map(at -> at.truncatedTo(ChronoUnit.MICROS)); // as databases keep it
    }

    public RawRecord(String sourceId, byte[] json, Optional<Instant> changedAt) {
        this(sourceId, json, changedAt, Map.of());
    }

    /** Records hold people's data, which has no business in a log. */
    @Override
    public String toString() {
        return "RawRecord[" + sourceId + ", " + json.length + " bytes]";
    }
}

package io.quill.events.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.push.SettledBatch;
import io.quill.platform.file.ArchiveException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Format of a fact in the archive: the row as it was pushed, with its batch, dataset and settling
 * time.
 */
final class FactLineFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FactLineFormat() {}

    static String line(SettledBatch batch, String row) {
        return row.substring(0, row.lastIndexOf('}'))
                + ",\"Batch\":"
                + batch.batch()
                + ",\"Dataset\":\""
                + batch.dataset()
                + "\",\"SettledAt\":\""
                + batch.at()
                + "\"}";
    }

    static LocalDate day(String row) {
        return day(read(row));
    }

    static EventKey key(String line) {
        return new EventKey(read(line).path("EventID").asText());
    }

    static ArchivedFact fact(String line) {
        JsonNode row = read(line);
        FactEvent event =
                new FactEvent(
                        new EventKey(row.path("EventID").asText()),
                        Metric.valueOf(row.path("MetricID").asText()),
                        row.path("AgentID").asText(),
                        Instant.parse(row.path("OccurredAt").asText()),
                        direction(row.path("Direction").asText()),
                        row.path("Outcome").asText(),
                        row.path("TalkSeconds").asLong(),
                        row.path("DurationSeconds").asLong(),
                        row.path("RingGroupID").asText(),
                        row.path("Notes").asText());
        return new ArchivedFact(
                event,
                day(row),
                row.path("Dataset").asText(),
                Instant.parse(row.path("SettledAt").asText()));
    }

    private static LocalDate day(JsonNode row) {
        return LocalDate.parse(row.path("FactDateKey").asText().substring(0, 10));
    }

    private static Direction direction(String word) {
        return word.isEmpty() ? Direction.NONE : Direction.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    "A line of the archive is damaged: fetch its file from a backup", e);
        }
    }
}

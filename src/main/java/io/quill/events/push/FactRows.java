package io.quill.events.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.quill.events.Direction;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.TextSanitizer;
import io.quill.events.dimension.CellFormat;
import io.quill.events.ledger.IsoTimestamp;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes a fact as a row of the table FactEvent, and reads columns of such rows. */
final class FactRows {
    static final String TABLE = "FactEvent";

    private static final int DATE = "2026-01-01".length();
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_ROW = 512;
    private static final Set<String> COUNTED = Set.of("AgentID", "FactDateKey", "MetricID");

    private final AgentZones zones;

    FactRows(AgentZones zones) {
        this.zones = zones;
    }

    String row(FactEvent event) {
        StringWriter row = new StringWriter(USUAL_ROW);
        try (JsonGenerator json = JSON.createGenerator(row)) {
            json.writeStartObject();
            json.writeStringField("EventID", event.key().value());
            json.writeStringField("AgentID", event.agentId());
            json.writeStringField("FactDateKey", midnight(event));
            json.writeStringField("MetricID", event.metric().name());
            json.writeStringField("OccurredAt", IsoTimestamp.format(event.occurredAt()));
            json.writeStringField("Source", event.key().source());
            json.writeStringField("Direction", word(event.direction()));
            json.writeStringField("Outcome", TextSanitizer.sanitize(event.outcome()));
            json.writeNumberField("TalkSeconds", event.talkSeconds());
            json.writeNumberField("DurationSeconds", event.durationSeconds());
            json.writeStringField("RingGroupID", TextSanitizer.sanitize(event.ringGroupId()));
            json.writeStringField("Notes", TextSanitizer.sanitize(event.notes()));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A row cannot be written as JSON", e);
        }
        return row.toString();
    }

    /** Counts rows by day, agent and metric. */
    static Map<LocalDate, Map<FactCounts.Of, Long>> countByDay(List<String> rows) {
        Map<LocalDate, Map<FactCounts.Of, Long>> days = new TreeMap<>();
        for (String row : rows) {
            Map<String, String> texts = readColumns(row, COUNTED);
            FactCounts.Of of =
                    new FactCounts.Of(
                            CellFormat.foldKey(texts.getOrDefault("AgentID", "")),
                            Metric.valueOf(texts.getOrDefault("MetricID", "")));
            LocalDate date =
                    LocalDate.parse(texts.getOrDefault("FactDateKey", "").substring(0, DATE));
            days.computeIfAbsent(date, _ -> new HashMap<>()).merge(of, 1L, Long::sum);
        }
        return days;
    }

    /** Reads these columns of a row, and nothing behind the last of them. */
    static Map<String, String> readColumns(String row, Set<String> columns) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = JSON.createParser(row)) {
            json.nextToken();
            while (texts.size() < columns.size() && json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (columns.contains(name)) {
                    texts.put(name, json.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A row cannot be read as JSON", e);
        }
        return texts;
    }

    private String midnight(FactEvent event) {
        return zones.day(event) + "T00:00:00.000Z";
    }

    private static String word(Direction direction) {
        return direction == Direction.NONE ? "" : direction.name().toLowerCase(Locale.ROOT);
    }
}

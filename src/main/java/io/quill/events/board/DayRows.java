package io.quill.events.board;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.CellFormat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Rows that a day's scores are computed from, with the columns of the tables that are pushed; those
 * of other days and months do no harm.
 */
public record DayRows(
        List<? extends JsonNode> metrics,
        List<? extends JsonNode> goals,
        List<? extends JsonNode> shifts,
        Map<Counted, Long> counts) {
    public DayRows {
        metrics = List.copyOf(metrics);
        goals = List.copyOf(goals);
        shifts = List.copyOf(shifts);
        counts = Map.copyOf(counts);
    }

    /** Agent and metric that events are counted for; ids are folded as the model compares them. */
    public record Counted(String agentKey, String metricId) {
        public Counted {
            agentKey = CellFormat.foldKey(agentKey);
        }
    }

    static boolean isOn(JsonNode row, String column, LocalDate date) {
        return row.has(column)
                && Instant.parse(row.path(column).asText())
                        .equals(date.atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}

package io.quill.events.sink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** State of a quota that outlasts a restart, as text of a few kilobytes at most. */
public record QuotaState(
        Instant notBefore,
        int flights,
        long flightRows,
        Map<String, Long> tables,
        List<QuotaWindow.Slot> slots) {

    public QuotaState {
        tables = Map.copyOf(tables);
        slots = List.copyOf(slots);
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        if (!notBefore.equals(Instant.MIN)) {
            text.append("not-before ").append(notBefore.toEpochMilli()).append('\n');
        }
        text.append("flights ").append(flights).append(' ').append(flightRows).append('\n');
        tables.forEach((table, rows) -> text.append("table " + rows + " " + table + "\n"));
        for (QuotaWindow.Slot slot : slots) {
            text.append(slot.releasedAt()).append(' ').append(slot.posts());
            text.append(' ').append(slot.rows()).append('\n');
        }
        return text.toString();
    }

    public static QuotaState of(String text) {
        Instant notBefore = Instant.MIN;
        int flights = 0;
        long flightRows = 0;
        Map<String, Long> tables = new HashMap<>();
        List<QuotaWindow.Slot> slots = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "not-before" -> notBefore = Instant.ofEpochMilli(Long.parseLong(words[1]));
                case "flights" -> {
                    flights = Integer.parseInt(words[1]);
                    flightRows = Long.parseLong(words[2]);
                }
                case "table" -> tables.put(words[2], Long.parseLong(words[1]));
                default -> slots.add(slot(words));
            }
        }
        return new QuotaState(notBefore, flights, flightRows, tables, slots);
    }

    private static QuotaWindow.Slot slot(String[] words) {
        return new QuotaWindow.Slot(
                Long.parseLong(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]));
    }
}

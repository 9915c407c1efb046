package io.quill.events.history.backfill;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Maps an export's headings to columns. Headings differ between exports, so each column has several
 * names.
 */
final class ExportColumns {
    /** Columns that are read; messages name the first of each one's names. */
    enum Column {
        ID("id", "communication id"),
        TYPE("type", "communication type"),
        DIRECTION("direction"),
        STATUS("disposition status", "status", "disposition status 2"),
        CURRENT("current status", "current status 2"),
        USER_ID("user id", "agent id"),
        USER_EMAIL("user email", "agent email", "email"),
        RING_GROUP("ring group id", "inbox id"),
        TALK_TIME("talk time"),
        DURATION("duration", "total duration"),
        STARTED("created at", "date", "started at", "date and time");

        /** Names, with commas between. */
        private final String names;

        Column(String... names) {
            this.names = String.join(",", names);
        }

        List<String> names() {
            return List.of(names.split(","));
        }

        String title() {
            return names().getFirst();
        }
    }

    private final Map<Column, Integer> positions = new HashMap<>();

    ExportColumns(List<String> headings) throws UnusableFileException {
        List<String> plain = headings.stream().map(ExportColumns::normalize).toList();
        for (Column column : Column.values()) {
            column.names().stream()
                    .map(plain::indexOf)
                    .filter(place -> place >= 0)
                    .findFirst()
                    .ifPresent(place -> positions.put(column, place));
        }
        List<String> missing =
                Stream.of(Column.ID, Column.TYPE, Column.DIRECTION, Column.STARTED)
                        .filter(column -> !positions.containsKey(column))
                        .map(Column::title)
                        .toList();
        if (!missing.isEmpty()) {
            throw new UnusableFileException(
                    "The first line names no column for: " + String.join(", ", missing) + ".");
        }
        if (!positions.containsKey(Column.USER_ID) && !positions.containsKey(Column.USER_EMAIL)) {
            throw new UnusableFileException(
                    "The first line names no column for the agent: user id, or user email.");
        }
    }

    private static String normalize(String heading) {
        return heading.toLowerCase(Locale.ROOT).replace('_', ' ').strip().replaceAll("\\s+", " ");
    }

    /** Returns the headings of the columns that are read, as a line. */
    String headings() {
        return positions.keySet().stream()
                .sorted()
                .map(Column::title)
                .collect(Collectors.joining(","));
    }

    /**
     * Returns the columns of a record that are read, on a single line, in the order of the
     * headings.
     */
    String line(List<String> fields) {
        return positions.keySet().stream()
                .sorted()
                .map(column -> of(column, fields).orElse(""))
                .map(text -> text.replaceAll("\\R", " ").replace("\"", "\"\""))
                .collect(Collectors.joining("\",\"", "\"", "\""));
    }

    /** Returns a field; a blank one is absent. */
    Optional<String> of(Column column, List<String> fields) {
        return Optional.ofNullable(positions.get(column))
                .filter(place -> place < fields.size())
                .map(place -> fields.get(place).strip())
                .filter(text -> !text.isEmpty());
    }
}

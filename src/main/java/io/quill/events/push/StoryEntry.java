package io.quill.events.push;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Entry of a story: one thing that happened to an event or a batch, stored as a line. */
public record StoryEntry(Instant at, StoryEntryKind kind, String words) {
    static List<StoryEntry> of(String lines) {
        return lines.lines().map(StoryEntry::parse).toList();
    }

    private static StoryEntry parse(String line) {
        String[] parts = line.split(" ", 3);
        return new StoryEntry(
                Instant.parse(parts[0]),
                StoryEntryKind.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                parts[2]);
    }

    String line() {
        String one = words.replaceAll("\\s*\\R\\s*", " ");
        return at + " " + kind.name().toLowerCase(Locale.ROOT) + " " + one + "\n";
    }
}

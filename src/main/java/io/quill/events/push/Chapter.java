package io.quill.events.push;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One thing that happened to an event or to a batch; in the store, a line. */
public record Chapter(Instant at, What what, String words) {
    static List<Chapter> of(String lines) {
        return lines.lines().map(Chapter::parse).toList();
    }

    private static Chapter parse(String line) {
        String[] parts = line.split(" ", 3);
        return new Chapter(
                Instant.parse(parts[0]), What.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2]);
    }

    String line() {
        String one = words.replaceAll("\\s*\\R\\s*", " ");
        return at + " " + what.name().toLowerCase(Locale.ROOT) + " " + one + "\n";
    }
}

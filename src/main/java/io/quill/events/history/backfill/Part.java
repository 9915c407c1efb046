package io.quill.events.history.backfill;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A part of an export, small enough to be sent. It has the columns that are read and no other, so
 * nothing of whom an agent talked to goes on a journey.
 *
 * @param csv a line of headings, and a line for each record
 * @param lines where these records begin in the export
 */
public record Part(String csv, List<Integer> lines) {
    private static final int MOST_LINES = 2_000;
    private static final int MOST_CHARS = 200_000;

    public Part {
        lines = List.copyOf(lines);
    }

    /** The line of the export that a line of this part was made of. */
    public int origin(int line) {
        return lines.get(line - 2);
    }

    /** Shows an export part by part. */
    public static void each(Reader text, Consumer<Part> reader) throws IOException, Unusable {
        Csv csv = new Csv(text);
        Optional<Csv.Written> headings = csv.next();
        if (headings.isEmpty()) {
            throw new Unusable("The file is empty.");
        }
        Columns columns = new Columns(headings.get().fields());
        StringBuilder part = new StringBuilder();
        List<Integer> lines = new ArrayList<>();
        for (Optional<Csv.Written> next = csv.next(); next.isPresent(); next = csv.next()) {
            if (next.get().isBlank()) {
                continue;
            }
            part.append(columns.line(next.get().fields())).append('\n');
            lines.add(next.get().line());
            if (lines.size() == MOST_LINES || part.length() >= MOST_CHARS) {
                reader.accept(new Part(columns.titles() + "\n" + part, lines));
                part.setLength(0);
                lines.clear();
            }
        }
        if (!lines.isEmpty()) {
            reader.accept(new Part(columns.titles() + "\n" + part, lines));
        }
    }
}

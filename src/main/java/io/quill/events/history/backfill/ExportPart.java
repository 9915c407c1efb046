package io.quill.events.history.backfill;

import de.siegmar.fastcsv.reader.CsvRecord;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Part of an export, small enough to be sent. It has the columns that are read and no other, so
 * that nothing about the people an agent talked to is sent.
 *
 * @param csv a line of headings, and a line for each record
 * @param lines where these records begin in the export
 */
public record ExportPart(String csv, List<Integer> lines) {
    private static final int MOST_LINES = 2_000;
    private static final int MOST_CHARS = 200_000;

    public ExportPart {
        lines = List.copyOf(lines);
    }

    /** Returns the line of the export that a line of this part came from. */
    public int originalLine(int line) {
        return lines.get(line - 2);
    }

    /** Splits an export and passes each part to a reader. */
    public static void forEach(Reader text, Consumer<ExportPart> reader)
            throws IOException, UnusableFileException {
        CsvRecordReader records = new CsvRecordReader(text);
        ExportColumns exportColumns = records.headings();
        StringBuilder part = new StringBuilder();
        List<Integer> lines = new ArrayList<>();
        for (Optional<CsvRecord> next = records.next(); next.isPresent(); next = records.next()) {
            part.append(exportColumns.line(next.get().getFields())).append('\n');
            lines.add((int) next.get().getStartingLineNumber());
            if (lines.size() == MOST_LINES || part.length() >= MOST_CHARS) {
                reader.accept(new ExportPart(exportColumns.headings() + "\n" + part, lines));
                part.setLength(0);
                lines.clear();
            }
        }
        if (!lines.isEmpty()) {
            reader.accept(new ExportPart(exportColumns.headings() + "\n" + part, lines));
        }
    }
}

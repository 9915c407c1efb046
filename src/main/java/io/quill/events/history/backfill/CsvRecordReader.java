package io.quill.events.history.backfill;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV as spreadsheets write it: quoted fields may hold commas, doubled quotes and line ends,
 * so a record may span several lines.
 */
final class CsvRecordReader {
    private static final int END = -1;

    /** Longest record in characters; one with all that was said in a call has a tenth of it. */
    private static final int LONGEST = 1_000_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final PushbackReader text;
    private int line = 1;
    private int begun = 1;
    private int length;

    /** A record, and the line that it begins in. */
    record Written(int line, List<String> fields) {
        boolean isBlank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    CsvRecordReader(Reader text) throws IOException {
        this.text = new PushbackReader(text);
        int first = this.text.read();
        if (first != BYTE_ORDER_MARK && first != END) {
            this.text.unread(first);
        }
    }

    /** Returns the next record, empty at the end. */
    Optional<Written> next() throws IOException, UnusableFileException {
        begun = line;
        length = 0;
        int first = text.read();
        if (first == END) {
            return Optional.empty();
        }
        text.unread(first);
        List<String> fields = new ArrayList<>();
        boolean more = true;
        while (more) {
            StringBuilder field = new StringBuilder();
            more = field(field);
            fields.add(field.toString());
        }
        return Optional.of(new Written(begun, fields));
    }

    /** Whether another field follows. */
    private boolean field(StringBuilder field) throws IOException, UnusableFileException {
        int next = read();
        if (next == '"') {
            quoted(field);
            next = read();
        }
        while (next != ',' && next != '\n' && next != END) {
            if (next != '\r') {
                field.append((char) next);
            }
            next = read();
        }
        line += next == '\n' ? 1 : 0;
        return next == ',';
    }

    private void quoted(StringBuilder field) throws IOException, UnusableFileException {
        int opened = line;
        for (int next = read(); next != END; next = read()) {
            if (next == '"') {
                int after = read();
                if (after != '"') {
                    if (after != END) {
                        text.unread(after);
                    }
                    return;
                }
            }
            line += next == '\n' ? 1 : 0;
            field.append((char) next);
        }
        throw unusable(opened, "opens a quote that is not closed");
    }

    private int read() throws IOException, UnusableFileException {
        if (++length > LONGEST) {
            String quote = line == begun ? "" : " (a quote goes on to line " + line + ")";
            throw unusable(begun, "has more than " + LONGEST + " characters" + quote);
        }
        return text.read();
    }

    private static UnusableFileException unusable(int line, String words) {
        return new UnusableFileException(
                "Line "
                        + line
                        + " "
                        + words
                        + ", so nothing from there on was read. Mend that line and import the file"
                        + " again: what was held before is counted once.");
    }
}

package io.quill.events.history.backfill;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads CSV as spreadsheets write it. A misplaced quote ends the reading, since guessing its end
 * could swallow the lines that follow.
 */
final class CsvRecordReader {
    private static final int END = -1;

    /** Longest record in characters; one with all that was said in a call has a tenth of it. */
    private static final int LONGEST = 1_000_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Iterator<CsvRecord> records;

    CsvRecordReader(Reader text) throws IOException {
        PushbackReader unmarked = new PushbackReader(text);
        int first = unmarked.read();
        if (first != BYTE_ORDER_MARK && first != END) {
            unmarked.unread(first);
        }
        records =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(2 * LONGEST)
                        .build(
                                CsvRecordHandler.builder()
                                        .maxFields(LONGEST)
                                        .maxFieldSize(LONGEST)
                                        .maxRecordSize(LONGEST)
                                        .build(),
                                unmarked)
                        .iterator();
    }

    /** Reads the first record as the headings of an export. */
    ExportColumns headings() throws IOException, UnusableFileException {
        Optional<CsvRecord> first = next();
        if (first.isEmpty()) {
            throw new UnusableFileException("The file is empty.");
        }
        return new ExportColumns(first.get().getFields());
    }

    /** Returns the next record that is not blank, empty at the end. */
    Optional<CsvRecord> next() throws IOException, UnusableFileException {
        try {
            while (records.hasNext()) {
                CsvRecord next = records.next();
                if (!next.getFields().stream().allMatch(String::isBlank)) {
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw new UnusableFileException(
                    "Line "
                            + Objects.requireNonNullElse(e.getMessage(), "")
                                    .replaceAll("(?s).*\\bline (\\d+).*", "$1")
                            + " has more than "
                            + LONGEST
                            + " characters or a misplaced quote, so nothing from there on was"
                            + " read. Mend that line and import the file again: what was held"
                            + " before is counted once.");
        }
    }
}

package io.quill.events.history.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import de.siegmar.fastcsv.reader.CsvRecord;

import io.quill.events.Envelope;
import io.quill.events.history.backfill.ExportColumns.Column;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.Source;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reader of Aloware's list of communications as CSV. Each line is adapted as a webhook would be, so
 * its fact has the same key and counts by the same rules. Times are in the account's zone, unlike a
 * webhook's.
 */
public final class AlowareExport {
    /** Formats of times: ISO 8601, or American. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("[uuuu-MM-dd[ ]['T']HH:mm[:ss]]")
                    .appendPattern("[M/d/uuuu[,] h:mm[:ss] a]")
                    .appendPattern("[M/d/uuuu[,] H:mm[:ss]]")
                    .appendPattern("[MMM d, uuuu[,] h:mm[:ss] a]")
                    .toFormatter(Locale.US);

    private final Source aloware;
    private final ZoneId zone;
    private final Function<String, Optional<String>> agentByEmail;
    private final Instant now;

    /**
     * An export that was taken from an account.
     *
     * @param agentByEmail for exports that name agents by address alone, in lower case
     */
    public AlowareExport(
            Source aloware,
            ZoneId zone,
            Function<String, Optional<String>> agentByEmail,
            Instant now) {
        this.aloware = aloware;
        this.zone = zone;
        this.agentByEmail = agentByEmail;
        this.now = now;
    }

    /** Passes each line to a reader, without headings and blank lines. */
    public void read(Reader text, Consumer<ExportLine> reader)
            throws IOException, UnusableFileException {
        CsvRecordReader records = new CsvRecordReader(text);
        ExportColumns exportColumns = records.headings();
        for (Optional<CsvRecord> next = records.next(); next.isPresent(); next = records.next()) {
            reader.accept(line(exportColumns, next.get()));
        }
    }

    private ExportLine line(ExportColumns exportColumns, CsvRecord record) {
        int number = (int) record.getStartingLineNumber();
        Optional<String> written = exportColumns.of(Column.STARTED, record.getFields());
        Optional<Instant> started = written.flatMap(this::instant);
        if (started.isEmpty()) {
            return new ExportLine.Refused(
                    number, "its time cannot be read: '" + written.orElse("") + "'");
        }
        if (started.get().isAfter(now)) {
            return new ExportLine.Refused(number, "it lies in the future: is --zone right?");
        }
        return toLine(number, adapt(exportColumns, record.getFields(), started.get()));
    }

    private static ExportLine toLine(int number, List<AdapterOutcome> outcomes) {
        return switch (outcomes.getFirst()) {
            case AdapterOutcome.Fact(var event) -> new ExportLine.Fact(number, event);
            case AdapterOutcome.NeedsResolving(_, String missing) ->
                    new ExportLine.Refused(number, "names no " + missing + " that is known");
            case AdapterOutcome.Ignored(String reason) ->
                    new ExportLine.OfNoInterest(number, reason);
            case AdapterOutcome.Rejected(String reason, _) ->
                    new ExportLine.Refused(number, reason);
            case AdapterOutcome.Wakes _ -> new ExportLine.OfNoInterest(number, "tells nothing new");
        };
    }

    private List<AdapterOutcome> adapt(
            ExportColumns exportColumns, List<String> fields, Instant started) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        Map<String, Column> names =
                Map.of(
                        "id", Column.ID,
                        "type", Column.TYPE,
                        "direction", Column.DIRECTION,
                        "disposition_status", Column.STATUS,
                        "current_status", Column.CURRENT,
                        "user_id", Column.USER_ID,
                        "ring_group_id", Column.RING_GROUP);
        names.forEach(
                (name, column) ->
                        exportColumns.of(column, fields).ifPresent(text -> told.put(name, text)));
        if (!told.has("user_id")) {
            exportColumns
                    .of(Column.USER_EMAIL, fields)
                    .map(email -> email.toLowerCase(Locale.ROOT))
                    .flatMap(agentByEmail)
                    .ifPresent(agent -> told.put("user_id", agent));
        }
        told.put("created_at", started.toString());
        told.put("talk_time", seconds(exportColumns.of(Column.TALK_TIME, fields)));
        told.put("duration", seconds(exportColumns.of(Column.DURATION, fields)));
        return aloware.adapt(
                new Envelope("import", now, "", "", Map.of(), told.toString().getBytes(UTF_8)));
    }

    /** Parses seconds, with or without minutes and hours: 63, 1:03 or 0:01:03. */
    private static long seconds(Optional<String> text) {
        if (text.isEmpty() || !text.get().matches("\\d{1,9}(:\\d{1,2}){0,2}(\\.\\d+)?")) {
            return 0;
        }
        return Stream.of(text.get().replaceAll("\\..*", "").split(":"))
                .mapToLong(Long::parseLong)
                .reduce(0, (sum, part) -> 60 * sum + part);
    }

    private Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException _) {
            return local(text).map(time -> time.atZone(zone).toInstant());
        }
    }

    private static Optional<LocalDateTime> local(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}

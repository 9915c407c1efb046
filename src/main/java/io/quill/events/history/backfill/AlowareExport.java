package io.quill.events.history.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.Envelope;
import io.quill.events.history.backfill.Columns.Column;
import io.quill.events.source.Outcome;
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
 * Aloware's list of communications as CSV. Each line is made into what a webhook would have told,
 * and goes the way of one: so its fact has the same key and counts by the same rules. Its times are
 * those of the account's zone, though a webhook's are UTC.
 */
public final class AlowareExport {
    /** ISO 8601, or as Americans write it. */
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

    /** Shows each line but the headings and blank ones. */
    public void read(Reader text, Consumer<Line> reader) throws IOException, Unusable {
        Csv csv = new Csv(text);
        Optional<Csv.Written> headings = csv.next();
        if (headings.isEmpty()) {
            throw new Unusable("The file is empty.");
        }
        Columns columns = new Columns(headings.get().fields());
        for (Optional<Csv.Written> next = csv.next(); next.isPresent(); next = csv.next()) {
            next.filter(record -> !record.isBlank())
                    .map(record -> line(columns, record))
                    .ifPresent(reader);
        }
    }

    private Line line(Columns columns, Csv.Written record) {
        int number = record.line();
        Optional<String> written = columns.of(Column.STARTED, record.fields());
        Optional<Instant> started = written.flatMap(this::instant);
        if (started.isEmpty()) {
            return new Line.Refused(
                    number, "its time cannot be read: '" + written.orElse("") + "'");
        }
        if (started.get().isAfter(now)) {
            return new Line.Refused(number, "it lies in the future: is --zone right?");
        }
        return outcome(number, adapted(columns, record.fields(), started.get()));
    }

    private static Line outcome(int number, List<Outcome> outcomes) {
        return switch (outcomes.getFirst()) {
            case Outcome.Fact(var event) -> new Line.Fact(number, event);
            case Outcome.NeedsResolving(_, String missing) ->
                    new Line.Refused(number, "names no " + missing + " that is known");
            case Outcome.Ignored(String reason) -> new Line.OfNoInterest(number, reason);
            case Outcome.Rejected(String reason, _) -> new Line.Refused(number, reason);
            case Outcome.Wakes _ -> new Line.OfNoInterest(number, "tells nothing new");
        };
    }

    private List<Outcome> adapted(Columns columns, List<String> fields, Instant started) {
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
                        columns.of(column, fields).ifPresent(text -> told.put(name, text)));
        if (!told.has("user_id")) {
            columns.of(Column.USER_EMAIL, fields)
                    .map(email -> email.toLowerCase(Locale.ROOT))
                    .flatMap(agentByEmail)
                    .ifPresent(agent -> told.put("user_id", agent));
        }
        told.put("created_at", started.toString());
        told.put("talk_time", seconds(columns.of(Column.TALK_TIME, fields)));
        told.put("duration", seconds(columns.of(Column.DURATION, fields)));
        return aloware.adapt(
                new Envelope("import", now, "", "", Map.of(), told.toString().getBytes(UTF_8)));
    }

    /** As seconds, or as minutes and hours before them: 63, 1:03 or 0:01:03. */
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

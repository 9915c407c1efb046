package io.quill.records.connector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Time notation of a service; a time without a zone is UTC. */
public sealed interface TimeFormat {
    String format(Instant time);

    Optional<Instant> parse(String text);

    /** ISO 8601 with whole seconds, which every service understands that understands it at all. */
    record Iso() implements TimeFormat {
        @Override
        public String format(Instant time) {
            return time.truncatedTo(ChronoUnit.SECONDS).toString();
        }

        @Override
        public Optional<Instant> parse(String text) {
            try {
                return Optional.of(instant(text));
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }

        private static Instant instant(String text) {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d");
            return zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }
    }

    record Pattern(DateTimeFormatter formatter) implements TimeFormat {
        static Pattern of(String pattern) {
            return new Pattern(
                    DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC));
        }

        @Override
        public String format(Instant time) {
            return formatter.format(time);
        }

        @Override
        public Optional<Instant> parse(String text) {
            try {
                return Optional.of(Instant.from(formatter.parse(text)));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }

    record Epoch(ChronoUnit unit) implements TimeFormat {
        @Override
        public String format(Instant time) {
            return Long.toString(unit.between(Instant.EPOCH, time));
        }

        @Override
        public Optional<Instant> parse(String text) {
            return text.matches("-?\\d{1,15}")
                    ? Optional.of(Instant.EPOCH.plus(Long.parseLong(text), unit))
                    : Optional.empty();
        }
    }
}

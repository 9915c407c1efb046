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

/** How a service writes a time; without a zone it is UTC. */
public sealed interface Times {
    String written(Instant time);

    Optional<Instant> read(String text);

    /** ISO 8601 with whole seconds, which every service understands that understands it at all. */
    record Iso() implements Times {
        @Override
        public String written(Instant time) {
            return time.truncatedTo(ChronoUnit.SECONDS).toString();
        }

        @Override
        public Optional<Instant> read(String text) {
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

    record Pattern(DateTimeFormatter formatter) implements Times {
        static Pattern of(String pattern) {
            return new Pattern(
                    DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC));
        }

        @Override
        public String written(Instant time) {
            return formatter.format(time);
        }

        @Override
        public Optional<Instant> read(String text) {
            try {
                return Optional.of(Instant.from(formatter.parse(text)));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }

    record Epoch(ChronoUnit unit) implements Times {
        @Override
        public String written(Instant time) {
            return Long.toString(unit.between(Instant.EPOCH, time));
        }

        @Override
        public Optional<Instant> read(String text) {
            return text.matches("-?\\d{1,15}")
                    ? Optional.of(Instant.EPOCH.plus(Long.parseLong(text), unit))
                    : Optional.empty();
        }
    }
}

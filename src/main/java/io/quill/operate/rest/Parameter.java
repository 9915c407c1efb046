package io.quill.operate.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Parameter of a path or a query, and its format. */
public record Parameter(String name, Form form, String summary) {

    /** Format of a value. */
    public sealed interface Form {
        /** Returns what is wrong with a value, if anything is. */
        Optional<String> fault(String value);

        /** Writes the JSON Schema of a value. */
        void describe(ObjectNode schema);
    }

    record Text(int longest) implements Form {
        @Override
        public Optional<String> fault(String value) {
            boolean fits = !value.isBlank() && value.length() <= longest;
            return fits ? Optional.empty() : Optional.of("has 1 to " + longest + " characters");
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "string").put("minLength", 1).put("maxLength", longest);
        }
    }

    record Flag() implements Form {
        @Override
        public Optional<String> fault(String value) {
            return List.of("", "true", "false").contains(value)
                    ? Optional.empty()
                    : Optional.of("is true or false");
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "boolean").put("default", false);
        }
    }

    record Count(long least, long most, long otherwise) implements Form {
        @Override
        public Optional<String> fault(String value) {
            try {
                long number = Long.parseLong(value);
                if (number >= least && number <= most) {
                    return Optional.empty();
                }
            } catch (NumberFormatException _) {
                // said below, as for a number that is out of bounds
            }
            return Optional.of("is a whole number from " + least + " to " + most);
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "integer")
                    .put("minimum", least)
                    .put("maximum", most)
                    .put("default", otherwise);
        }
    }

    record Time() implements Form {
        @Override
        public Optional<String> fault(String value) {
            try {
                Instant.parse(value);
                return Optional.empty();
            } catch (DateTimeException _) {
                return Optional.of("is a time such as 2026-03-02T09:00:00Z");
            }
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "string").put("format", "date-time");
        }
    }

    record Day() implements Form {
        @Override
        public Optional<String> fault(String value) {
            try {
                LocalDate.parse(value);
                return Optional.empty();
            } catch (DateTimeException _) {
                return Optional.of("is a day such as 2026-03-02");
            }
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "string").put("format", "date");
        }
    }

    record OneOf(List<String> words) implements Form {
        OneOf {
            words = List.copyOf(words);
        }

        @Override
        public Optional<String> fault(String value) {
            return words.contains(value)
                    ? Optional.empty()
                    : Optional.of("is one of " + String.join(", ", words));
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "string");
            words.forEach(schema.putArray("enum")::add);
        }
    }

    public static Parameter text(String name, String summary) {
        return new Parameter(name, new Text(512), summary);
    }

    public static Parameter flag(String name, String summary) {
        return new Parameter(name, new Flag(), summary);
    }

    public static Parameter number(
            String name, long least, long most, long otherwise, String summary) {
        return new Parameter(name, new Count(least, most, otherwise), summary);
    }

    public static Parameter time(String name, String summary) {
        return new Parameter(name, new Time(), summary);
    }

    public static Parameter date(String name, String summary) {
        return new Parameter(name, new Day(), summary);
    }

    public static Parameter oneOf(String name, List<String> words, String summary) {
        return new Parameter(name, new OneOf(words), summary);
    }
}

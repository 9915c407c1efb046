package io.quill.records.connector;

import java.util.List;

/** Result of reading a file: its value, or its errors. */
public sealed interface ParseResult<T> {
    record Sound<T>(T value) implements ParseResult<T> {}

    record Faulty<T>(List<ValidationError> faults) implements ParseResult<T> {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}

package io.quill.records.connector;

import java.util.List;

/** What came of reading a file. */
public sealed interface Reading<T> {
    record Sound<T>(T value) implements Reading<T> {}

    record Faulty<T>(List<Fault> faults) implements Reading<T> {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}

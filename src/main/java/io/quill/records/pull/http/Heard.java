package io.quill.records.pull.http;

/** What came of a question. */
public sealed interface Heard<T> {
    record Answer<T>(T value) implements Heard<T> {}

    /** It is not there, and that is no fault. */
    record Missing<T>(int status) implements Heard<T> {}

    /** The list is longer than the service gives. */
    record TooDeep<T>(String words) implements Heard<T> {}

    /** What was asked with is no longer known: a cursor that has expired. */
    record Expired<T>(String words) implements Heard<T> {}
}

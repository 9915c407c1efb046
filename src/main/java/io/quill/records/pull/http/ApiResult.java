package io.quill.records.pull.http;

/** Result of a request. */
public sealed interface ApiResult<T> {
    record Answer<T>(T value) implements ApiResult<T> {}

    /** It is not there, and that is no fault. */
    record Missing<T>(int status) implements ApiResult<T> {}

    /** The list is longer than the service gives. */
    record TooDeep<T>(String words) implements ApiResult<T> {}

    /** The cursor it was asked with has expired. */
    record Expired<T>(String words) implements ApiResult<T> {}
}

package io.quill.records.pull.http;

import java.time.Duration;
import java.util.Optional;

/** Result of sending a request once. */
sealed interface AttemptResult<T> {
    record Done<T>(ApiResult<T> heard) implements AttemptResult<T> {}

    /** Retry later, after the pause that the service asked for, if any. */
    record Later<T>(Optional<Duration> pause, String words) implements AttemptResult<T> {}

    /** The signature was refused. */
    record Unsigned<T>(String words) implements AttemptResult<T> {}

    record Never<T>(String words) implements AttemptResult<T> {}
}

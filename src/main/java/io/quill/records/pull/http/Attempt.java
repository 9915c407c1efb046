package io.quill.records.pull.http;

import java.time.Duration;
import java.util.Optional;

/** What came of asking once. */
sealed interface Attempt<T> {
    record Done<T>(Heard<T> heard) implements Attempt<T> {}

    /** Not now; after how long, where the service says that. */
    record Later<T>(Optional<Duration> pause, String words) implements Attempt<T> {}

    /** The signature was refused. */
    record Unsigned<T>(String words) implements Attempt<T> {}

    record Never<T>(String words) implements Attempt<T> {}
}

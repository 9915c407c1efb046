package io.quill.events.source.hubspot;

import java.time.Duration;
import java.util.function.Function;

/** What asking HubSpot came to. */
public sealed interface Answer<T> {
    record Given<T>(T value) implements Answer<T> {}

    /** Nothing now, whatever was asked: HubSpot is away, or a limit, or a person must help. */
    record Withheld<T>(String why, Duration pause) implements Answer<T> {}

    /** Never, for this request. */
    record Refused<T>(String why) implements Answer<T> {}

    default <R> Answer<R> map(Function<? super T, ? extends R> to) {
        return switch (this) {
            case Given<T>(T value) -> new Given<>(to.apply(value));
            case Withheld<T>(String why, Duration pause) -> new Withheld<>(why, pause);
            case Refused<T>(String why) -> new Refused<>(why);
        };
    }

    default <R> Answer<R> then(Function<? super T, Answer<R>> next) {
        return switch (this) {
            case Given<T>(T value) -> next.apply(value);
            case Withheld<T>(String why, Duration pause) -> new Withheld<>(why, pause);
            case Refused<T>(String why) -> new Refused<>(why);
        };
    }
}

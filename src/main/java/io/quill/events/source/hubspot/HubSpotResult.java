package io.quill.events.source.hubspot;

import java.time.Duration;
import java.util.function.Function;

/** Result of a request to HubSpot. */
public sealed interface HubSpotResult<T> {
    record Given<T>(T value) implements HubSpotResult<T> {}

    /** Nothing now, whatever was asked: HubSpot is away, or a limit, or a person must help. */
    record Withheld<T>(String why, Duration pause) implements HubSpotResult<T> {}

    /** Never, for this request. */
    record Refused<T>(String why) implements HubSpotResult<T> {}

    default <R> HubSpotResult<R> map(Function<? super T, ? extends R> to) {
        return switch (this) {
            case Given<T>(T value) -> new Given<>(to.apply(value));
            case Withheld<T>(String why, Duration pause) -> new Withheld<>(why, pause);
            case Refused<T>(String why) -> new Refused<>(why);
        };
    }

    default <R> HubSpotResult<R> then(Function<? super T, HubSpotResult<R>> next) {
        return switch (this) {
            case Given<T>(T value) -> next.apply(value);
            case Withheld<T>(String why, Duration pause) -> new Withheld<>(why, pause);
            case Refused<T>(String why) -> new Refused<>(why);
        };
    }
}

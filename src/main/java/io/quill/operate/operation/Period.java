package io.quill.operate.operation;

import io.quill.operate.rest.Call;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Unfit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From when until when is asked for, and how much of it. */
record Period(InstantSource clock) {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(800);

    static Parameter since() {
        return Parameter.time("since", "from this time on; not given, of the last 30 days");
    }

    static Parameter until() {
        return Parameter.time("until", "up to before this time");
    }

    static Parameter limit() {
        return Parameter.number("limit", 1, 1000, 50, "no more than so many");
    }

    Instant until(Call call) {
        // a moment on, so that what happened just now is among it
        return call.time("until").orElseGet(() -> clock.instant().plusMillis(1));
    }

    Instant since(Call call) {
        Instant until = until(call);
        Instant since = call.time("since").orElseGet(() -> until.minus(USUAL));
        if (Duration.between(since, until).compareTo(LONGEST) > 0) {
            throw new Unfit(Problem.badRequest("since and until are 800 days apart at most"));
        }
        return since;
    }

    static int limit(Call call) {
        return Math.toIntExact(call.number("limit"));
    }

    /** The until of the next page, unless this was the last. */
    static <T> Optional<String> next(Call call, List<T> found, Function<T, Instant> at) {
        return found.size() < limit(call)
                ? Optional.empty()
                : Optional.of(at.apply(found.getLast()).toString());
    }
}

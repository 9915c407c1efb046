package io.quill.operate.operation;

import io.quill.operate.rest.InvalidRequestException;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Parameters of a listing: since, until and limit. */
record PeriodParameters(InstantSource clock) {
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

    Instant until(OperationCall operationCall) {
        // a moment on, so that what happened just now is among it
        return operationCall.time("until").orElseGet(() -> clock.instant().plusMillis(1));
    }

    Instant since(OperationCall operationCall) {
        Instant until = until(operationCall);
        Instant since = operationCall.time("since").orElseGet(() -> until.minus(USUAL));
        if (Duration.between(since, until).compareTo(LONGEST) > 0) {
            throw new InvalidRequestException(
                    Problem.badRequest("since and until are 800 days apart at most"));
        }
        return since;
    }

    static int limit(OperationCall operationCall) {
        return Math.toIntExact(operationCall.number("limit"));
    }

    /** The until of the next page, unless this was the last. */
    static <T> Optional<String> next(
            OperationCall operationCall, List<T> found, Function<T, Instant> at) {
        return found.size() < limit(operationCall)
                ? Optional.empty()
                : Optional.of(at.apply(found.getLast()).toString());
    }
}

package io.quill.operate.console.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Samples of the last hour, as this process has seen it. */
public final class FigureHistory {
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final int MINUTES = 60;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Numbers until then today, and the number that was waiting. */
    public record Sample(Instant at, long received, long settled, long waiting) {
        public static Sample of(PipelineCounts pipelineCounts) {
            return new Sample(
                    pipelineCounts.at(),
                    pipelineCounts.received(),
                    pipelineCounts.settled(),
                    pipelineCounts.unresolved()
                            + pipelineCounts.ready()
                            + pipelineCounts.inFlight());
        }
    }

    public synchronized void add(Sample sample) {
        samples.addLast(sample);
        Instant gone = sample.at().minus(LENGTH).minus(Duration.ofMinutes(1));
        while (samples.getFirst().at().isBefore(gone)) {
            samples.removeFirst();
        }
    }

    /** Growth of a count in each of the last sixty minutes, the latest last. */
    public synchronized List<Long> growth(ToLongFunction<Sample> count, Instant now) {
        List<Long> minutes = new ArrayList<>();
        for (int i = MINUTES; i > 0; i--) {
            Optional<Sample> from = last(now.minus(Duration.ofMinutes(i)));
            Optional<Sample> to = last(now.minus(Duration.ofMinutes(i - 1)));
            long grown =
                    to.map(count::applyAsLong).orElse(0L)
                            - from.or(this::first).map(count::applyAsLong).orElse(0L);
            // a new day begins at nothing
            minutes.add(Math.max(0, grown));
        }
        return minutes;
    }

    /** Value at the end of each of the last sixty minutes, the latest last. */
    public synchronized List<Long> level(ToLongFunction<Sample> count, Instant now) {
        List<Long> minutes = new ArrayList<>();
        for (int i = MINUTES - 1; i >= 0; i--) {
            minutes.add(last(now.minus(Duration.ofMinutes(i))).map(count::applyAsLong).orElse(0L));
        }
        return minutes;
    }

    private Optional<Sample> first() {
        return Optional.ofNullable(samples.peekFirst());
    }

    private Optional<Sample> last(Instant until) {
        Optional<Sample> last = Optional.empty();
        for (Sample each : samples) {
            if (each.at().isAfter(until)) {
                break;
            }
            last = Optional.of(each);
        }
        return last;
    }
}

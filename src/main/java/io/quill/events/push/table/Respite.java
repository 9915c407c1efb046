package io.quill.events.push.table;

import io.quill.events.dimension.Step;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** For how long a table is left alone after a refusal, and what is said meanwhile. */
final class Respite {
    static final Duration RETRY = Duration.ofSeconds(1);
    static final Duration STUCK = Duration.ofSeconds(8);
    private static final Duration THROTTLED = Duration.ofSeconds(5);

    private final String table;
    private final Quota quota;
    private final InstantSource clock;
    private Instant end = Instant.MIN;
    private Step meanwhile = new Step.InLine();

    Respite(String table, Quota quota, InstantSource clock) {
        this.table = table;
        this.quota = quota;
        this.clock = clock;
    }

    /** Empty when it is over. */
    Optional<Step> step() {
        return clock.instant().isBefore(end) ? Optional.of(meanwhile) : Optional.empty();
    }

    Step waits(Instant until, String why) {
        return take(until, new Step.Waits(until, why));
    }

    /** As long as the refusal asks for, or lets one hope for. */
    Step after(PushResult.NotTaken refusal) {
        return switch (refusal) {
            case PushResult.Throttled(var after, String words) -> {
                Instant until = in(after.orElse(THROTTLED));
                quota.throttled(until);
                yield waits(until, PushResult.Throttled.told(until, words));
            }
            case PushResult.Unsent(String words) -> waits(in(RETRY), words);
            case PushResult.Denied(String words, String remedy) -> stuck(words + " " + remedy);
            case PushResult.TooLarge _,
                    PushResult.Refused _,
                    PushResult.SchemaFault _,
                    PushResult.Missing _,
                    PushResult.SequenceBehind _ ->
                    stuck(refusal.words());
        };
    }

    private Step stuck(String words) {
        return take(in(STUCK), new Step.Stuck(table + ": " + words));
    }

    private Step take(Instant until, Step step) {
        end = until;
        meanwhile = step;
        return step;
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }
}

package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.sink.Decision;
import io.quill.events.sink.Quota;
import io.quill.events.sink.QuotaState;
import io.quill.events.sink.Retention;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

class QuotaPropertyTest {
    private static final String TABLE = "FactEvent";

    @Property(tries = 60)
    void noWindowEverExceedsWhatIsAllowed(
            @ForAll @LongRange(max = 400_000) long tableRows,
            @ForAll @IntRange(min = 1, max = 600) int arrivalsASecond,
            @ForAll @IntRange(max = 5_000) int latencyMillis,
            @ForAll boolean fifo,
            @ForAll long seed) {
        HandClock clock = new HandClock();
        Quota quota = new Quota(clock, fifo ? Retention.FIFO : Retention.NONE);
        quota.holds(TABLE, tableRows);
        StrictCounter service = new StrictCounter(fifo, tableRows);
        Random random = new Random(seed);
        Instant end = clock.instant().plus(Duration.ofHours(3));
        double ready = random.nextInt(300_000);
        while (clock.instant().isBefore(end)) {
            Instant before = clock.instant();
            switch (quota.next((int) ready)) {
                case Decision.Send(int upTo) -> {
                    ready -= upTo;
                    if (random.nextInt(200) == 0) {
                        quota =
                                new Quota(
                                        clock,
                                        fifo ? Retention.FIFO : Retention.NONE,
                                        QuotaState.of(quota.state().text()));
                    }
                    post(quota, clock, service, upTo, latencyMillis, random);
                }
                case Decision.Wait(Instant until) -> {
                    assertThat(until).isAfter(before);
                    clock.advanceTo(until);
                    clock.advance(Duration.ofMillis(random.nextInt(1_000)));
                }
            }
            double seconds = Duration.between(before, clock.instant()).toMillis() / 1_000.0;
            ready += seconds * arrivalsASecond * (random.nextInt(10) == 0 ? 10 : 1);
        }
        assertThat(service.breaches()).isEmpty();
        assertThat(service.posts()).isPositive();
    }

    /** The service may count the post at any moment between its departure and its answer. */
    private static void post(
            Quota quota,
            HandClock clock,
            StrictCounter service,
            int rows,
            int latency,
            Random random) {
        Quota.Ticket ticket = quota.record(TABLE, rows);
        int there = random.nextInt(latency + 1);
        clock.advance(Duration.ofMillis(there));
        service.post(clock.instant(), rows);
        clock.advance(Duration.ofMillis(latency - there));
        quota.answered(ticket, rows);
    }
}

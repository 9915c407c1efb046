package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.QuotaDecision;
import io.quill.events.sink.QuotaState;
import io.quill.events.sink.RetentionPolicy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

class DatasetQuotaPropertyTest {
    private static final String TABLE = "FactEvent";

    @Property(tries = 60)
    void noWindowEverExceedsWhatIsAllowed(
            @ForAll @LongRange(max = 400_000) long tableRows,
            @ForAll @IntRange(min = 1, max = 600) int arrivalsASecond,
            @ForAll @IntRange(max = 5_000) int latencyMillis,
            @ForAll boolean fifo,
            @ForAll long seed) {
        ManualPushClock clock = new ManualPushClock();
        DatasetQuota datasetQuota =
                new DatasetQuota(clock, fifo ? RetentionPolicy.FIFO : RetentionPolicy.NONE);
        datasetQuota.setRowCount(TABLE, tableRows);
        QuotaReferenceCounter service = new QuotaReferenceCounter(fifo, tableRows);
        Random random = new Random(seed);
        Instant end = clock.instant().plus(Duration.ofHours(3));
        double ready = random.nextInt(300_000);
        while (clock.instant().isBefore(end)) {
            Instant before = clock.instant();
            switch (datasetQuota.decide((int) ready)) {
                case QuotaDecision.Send(int upTo) -> {
                    ready -= upTo;
                    if (random.nextInt(200) == 0) {
                        datasetQuota =
                                new DatasetQuota(
                                        clock,
                                        fifo ? RetentionPolicy.FIFO : RetentionPolicy.NONE,
                                        QuotaState.of(datasetQuota.state().text()));
                    }
                    post(datasetQuota, clock, service, upTo, latencyMillis, random);
                }
                case QuotaDecision.Wait(Instant until) -> {
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
            DatasetQuota datasetQuota,
            ManualPushClock clock,
            QuotaReferenceCounter service,
            int rows,
            int latency,
            Random random) {
        DatasetQuota.Ticket ticket = datasetQuota.record(TABLE, rows);
        int there = random.nextInt(latency + 1);
        clock.advance(Duration.ofMillis(there));
        service.post(clock.instant(), rows);
        clock.advance(Duration.ofMillis(latency - there));
        datasetQuota.answered(ticket, rows);
    }
}

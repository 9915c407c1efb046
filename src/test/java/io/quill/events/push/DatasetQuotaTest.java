package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.QuotaDecision;
import io.quill.events.sink.QuotaState;
import io.quill.events.sink.RetentionPolicy;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class DatasetQuotaTest {
    private static final String TABLE = "FactEvent";
    private static final Duration ANSWER = Duration.ofMillis(400);

    private final ManualPushClock clock = new ManualPushClock();
    private DatasetQuota datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE);

    @Nested
    class AfterAPostThatWasProvedNotTaken {
        /** 130,000 rows that nobody took would slow posts down as near the 250,000. */
        @Test
        void isAsFastAsBefore() {
            for (int i = 0; i < 13; i++) {
                datasetQuota.answered(datasetQuota.record(TABLE, 10_000), 10_000);
                datasetQuota.notTaken(TABLE, 10_000);
                clock.advance(Duration.ofSeconds(5));
            }

            assertThat(waitFor(1)).isLessThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(datasetQuota.state().tables()).containsEntry(TABLE, 0L);
        }
    }

    @Nested
    class WhatAnotherClockLeft {
        private final ManualPushClock ahead = new ManualPushClock();

        @Test
        void waitsNoLongerThanItCouldHaveBeenSetFor() {
            ahead.advance(Duration.ofHours(30));
            DatasetQuota left = new DatasetQuota(ahead, RetentionPolicy.NONE);
            left.throttled(ahead.instant().plusSeconds(60));

            datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE, left.state());

            assertThat(waitFor(1)).isEqualTo(Duration.ofHours(1));
        }

        @Test
        void releasesAnHoursPostsAnHourFromNow() {
            ahead.advance(Duration.ofHours(30));
            DatasetQuota left = new DatasetQuota(ahead, RetentionPolicy.NONE);
            left.answered(left.record(TABLE, 999_999), 999_999);

            datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE, left.state());

            assertThat(waitFor(10_000))
                    .isBetween(Duration.ofMinutes(60), Duration.ofSeconds(3_610));
        }
    }

    @Nested
    class WithPlentyOfRoom {
        @Test
        void aLoneEventGoesAtOnce() {
            assertThat(datasetQuota.decide(1)).isEqualTo(new QuotaDecision.Send(1));
        }

        @Test
        void anEventGoesWithinASecondOfTheLast() {
            post(1);

            assertThat(waitFor(1)).isLessThan(Duration.ofSeconds(1));
        }

        @Test
        void aPostTakesNoMoreThanItMay() {
            assertThat(datasetQuota.decide(250_000)).isEqualTo(new QuotaDecision.Send(10_000));
        }

        @Test
        void nothingReadyNeedsNothing() {
            assertThat(datasetQuota.decide(0)).isInstanceOf(QuotaDecision.Wait.class);
        }

        @Test
        void fourPostsAreInFlightAtMost() {
            for (int i = 0; i < 4; i++) {
                datasetQuota.record(TABLE, 1);
                clock.advance(Duration.ofSeconds(1));
            }

            assertThat(datasetQuota.decide(1)).isInstanceOf(QuotaDecision.Wait.class);
        }

        @Test
        void aFullPostIsFollowedByAPauseOfItsSize() {
            post(10_000);

            assertThat(waitFor(10_000)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        }
    }

    @Nested
    class WithMoreThanMayGo {
        @Test
        void aMillionRowsGoEveryHour() {
            datasetQuota = new DatasetQuota(clock, RetentionPolicy.FIFO);

            assertThat(saturate(TABLE, Duration.ofHours(10), 1_000_000))
                    .isCloseTo(10_000_000L, Percentage.withPercentage(1));
        }

        @Test
        void aMillionRowsGoEveryHourIntoALargeTable() {
            datasetQuota.setRowCount(TABLE, 250_000);

            assertThat(saturate(TABLE, Duration.ofHours(10), 1_000_000))
                    .isCloseTo(10_000_000L, Percentage.withPercentage(1));
        }

        @Test
        void aMillionRowsGoEveryHourWhileATableGrowsLarge() {
            assertThat(saturate(TABLE, Duration.ofHours(10), 1_000_000))
                    .isCloseTo(10_000_000L, Percentage.withPercentage(1));
        }

        @Test
        void theFirstHourIsUsedToo() {
            assertThat(saturate(TABLE, Duration.ofMinutes(59), 1_000_000)).isEqualTo(1_000_000);
        }

        /** Twenty of the 120 are for the parts of a batch that is refused. */
        @Test
        void nearlyAHundredPostsOfAMinuteAreUsed() {
            assertThat(postsIn(Duration.ofMinutes(10))).isBetween(950, 1_000);
        }

        @Test
        void twentyPartsOfABatchStillGoAtOnce() {
            postsIn(Duration.ofMinutes(2));
            clock.advance(ANSWER);

            for (int part = 0; part < 19; part++) {
                assertThat(datasetQuota.decideForPart(500)).isEqualTo(new QuotaDecision.Send(500));
                datasetQuota.answered(datasetQuota.record(TABLE, 500), 500);
            }
        }

        @Test
        void partsKeepToTheQuotaToo() {
            QuotaReferenceCounter counter = new QuotaReferenceCounter(true, 0);
            datasetQuota = new DatasetQuota(clock, RetentionPolicy.FIFO);
            for (int part = 0; part < 1_000; part++) {
                while (datasetQuota.decideForPart(1) instanceof QuotaDecision.Wait(Instant until)) {
                    clock.advanceTo(until);
                }
                counter.post(clock.instant(), 1);
                counter.post(clock.instant(), 0);
                datasetQuota.answered(datasetQuota.record(TABLE, 1), 1, 1);
            }

            assertThat(counter.breaches()).isEmpty();
        }

        private int postsIn(Duration time) {
            int posts = 0;
            for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
                waitFor(1);
                post(1);
                posts++;
            }
            return posts;
        }
    }

    @Nested
    class WithALargeTable {
        @Test
        void aTrickleUsesTheHourToTheBrim() {
            datasetQuota.setRowCount(TABLE, 250_000);
            saturate(TABLE, Duration.ofHours(5), 1);
            QuotaReferenceCounter counter = new QuotaReferenceCounter(false, 250_000);

            Instant end = clock.instant().plus(Duration.ofHours(5));
            while (clock.instant().isBefore(end)) {
                waitFor(1);
                counter.post(clock.instant(), 1);
                post(1);
            }

            assertThat(counter.breaches()).isEmpty();
            assertThat(counter.posts()).isBetween(570, 600);
        }

        @Test
        void aLoneEventStillGoesAtOnce() {
            datasetQuota.setRowCount(TABLE, 4_000_000);
            post(1);
            clock.advance(Duration.ofMinutes(5));

            assertThat(datasetQuota.decide(1)).isEqualTo(new QuotaDecision.Send(1));
        }

        @Test
        void theFirstOfATrickleHardlyWait() {
            datasetQuota.setRowCount(TABLE, 250_000);
            post(1);
            assertThat(waitFor(1)).isLessThan(Duration.ofSeconds(1));

            saturate(TABLE, Duration.ofMinutes(1), 1);
            assertThat(waitFor(1)).isLessThan(Duration.ofSeconds(10));
        }

        @Test
        void noEventOfATrickleEverWaitsMuchLongerThanAMinute() {
            datasetQuota.setRowCount(TABLE, 250_000);
            Duration longest = Duration.ZERO;
            for (Instant end = clock.instant().plusSeconds(14_400);
                    clock.instant().isBefore(end); ) {
                Duration wait = waitFor(1);
                longest = wait.compareTo(longest) > 0 ? wait : longest;
                post(1);
            }

            assertThat(longest).isLessThan(Duration.ofSeconds(100));
        }

        @Test
        void retentionKeepsTheMinuteBudget() {
            datasetQuota = new DatasetQuota(clock, RetentionPolicy.FIFO);
            datasetQuota.setRowCount(TABLE, 4_000_000);
            saturate(TABLE, Duration.ofMinutes(2), 1);

            assertThat(waitFor(1)).isLessThan(Duration.ofSeconds(1));
        }

        @Test
        void anotherTableThatIsSmallWaitsAsWell() {
            datasetQuota.setRowCount(TABLE, 250_000);

            assertThat(saturate("DimAgent", Duration.ofHours(1), 1)).isLessThanOrEqualTo(120);
        }

        @Test
        void anEmptiedTableLiftsIt() {
            datasetQuota.setRowCount(TABLE, 250_000);
            saturate(TABLE, Duration.ofMinutes(30), 1);
            datasetQuota.setRowCount(TABLE, 0);

            assertThat(waitFor(1)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Nested
    class Refused {
        @Test
        void waitsAsLongAsItIsTold() {
            datasetQuota.throttled(clock.instant().plusSeconds(90));

            assertThat(waitFor(1)).isEqualTo(Duration.ofSeconds(90));
        }

        @Test
        void aShorterRefusalDoesNotCutALongerOne() {
            datasetQuota.throttled(clock.instant().plusSeconds(90));
            datasetQuota.throttled(clock.instant().plusSeconds(10));

            assertThat(waitFor(1)).isEqualTo(Duration.ofSeconds(90));
        }

        @Test
        void rowsThatWereNotTakenAreGivenBack() {
            for (int i = 0; i < 300; i++) {
                waitFor(10_000);
                DatasetQuota.Ticket ticket = datasetQuota.record(TABLE, 10_000);
                clock.advance(ANSWER);
                datasetQuota.answered(ticket, 0);
            }

            assertThat(waitFor(10_000)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Nested
    class Restarted {
        @Test
        void remembersTheHour() {
            datasetQuota = new DatasetQuota(clock, RetentionPolicy.FIFO);
            saturate(TABLE, Duration.ofMinutes(30), 1_000_000);
            QuotaDecision before = datasetQuota.decide(10_000);

            datasetQuota =
                    new DatasetQuota(
                            clock,
                            RetentionPolicy.FIFO,
                            QuotaState.of(datasetQuota.state().text()));

            assertThat(datasetQuota.decide(10_000)).isEqualTo(before);
            assertThat(waitFor(10_000)).isGreaterThan(Duration.ofMinutes(20));
        }

        @Test
        void remembersTheMinute() {
            for (int i = 0; i < 119; i++) {
                clock.advance(Duration.ofMillis(300));
                post(1, Duration.ZERO);
            }
            datasetQuota.record(TABLE, 1);

            restart();

            assertThat(waitFor(1)).isGreaterThan(Duration.ofSeconds(20));
        }

        @Test
        void countsWhatWasInFlightAsAnsweredNow() {
            datasetQuota.record(TABLE, 10_000);
            clock.advance(Duration.ofMinutes(3));

            restart();

            clock.advance(Duration.ofMinutes(57).plusSeconds(30));
            assertThat(datasetQuota.state().slots()).hasSize(1);
        }

        @Test
        void remembersARefusalAndTheTables() {
            datasetQuota.setRowCount("FactEvent", 250_000);
            datasetQuota.throttled(clock.instant().plusSeconds(90));

            restart();

            assertThat(waitFor(1)).isEqualTo(Duration.ofSeconds(90));
            assertThat(datasetQuota.state().tables()).containsEntry("FactEvent", 250_000L);
        }

        @Test
        void needsAFewKilobytesAtMost() {
            saturate(TABLE, Duration.ofHours(1), 1);

            assertThat(datasetQuota.state().text().length()).isLessThan(10_000);
        }

        private void restart() {
            datasetQuota =
                    new DatasetQuota(
                            clock,
                            RetentionPolicy.NONE,
                            QuotaState.of(datasetQuota.state().text()));
        }
    }

    /** Moves to where so many rows may go. */
    private Duration waitFor(int rows) {
        Instant then = clock.instant();
        while (datasetQuota.decide(rows) instanceof QuotaDecision.Wait(Instant until)) {
            assertThat(until).isAfter(clock.instant());
            clock.advanceTo(until);
        }
        return Duration.between(then, clock.instant());
    }

    private void post(int rows) {
        post(rows, ANSWER);
    }

    private void post(int rows, Duration answeredAfter) {
        DatasetQuota.Ticket ticket = datasetQuota.record(TABLE, rows);
        clock.advance(answeredAfter);
        datasetQuota.answered(ticket, rows);
    }

    /** How many rows go when there are always so many. */
    private long saturate(String table, Duration time, int ready) {
        long sent = 0;
        QuotaReferenceCounter counter = new QuotaReferenceCounter(true, 0);
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            switch (datasetQuota.decide(ready)) {
                case QuotaDecision.Wait(Instant until) ->
                        clock.advanceTo(until.isBefore(end) ? until : end);
                case QuotaDecision.Send(int upTo) -> {
                    counter.post(clock.instant(), upTo);
                    DatasetQuota.Ticket ticket = datasetQuota.record(table, upTo);
                    clock.advance(ANSWER);
                    datasetQuota.answered(ticket, upTo);
                    sent += upTo;
                }
            }
        }
        assertThat(counter.breaches()).isEmpty();
        return sent;
    }
}

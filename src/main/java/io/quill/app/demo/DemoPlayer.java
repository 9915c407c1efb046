package io.quill.app.demo;

import io.quill.events.Metric;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** Plays a day to Quill: the past at speed, then live. */
final class DemoPlayer {
    private final DaySequence daySequence;
    private final AlowareSender alowareSender;
    private final HubSpotSender hubSpotSender;
    private final FaultSchedule faultSchedule;
    private final InstantSource clock;
    private final Random random;
    private long eventCount;

    DemoPlayer(
            DaySequence daySequence,
            AlowareSender alowareSender,
            HubSpotSender hubSpotSender,
            FaultSchedule faultSchedule,
            InstantSource clock,
            Random random) {
        this.daySequence = daySequence;
        this.alowareSender = alowareSender;
        this.hubSpotSender = hubSpotSender;
        this.faultSchedule = faultSchedule;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Everything up to now, within a time that somebody is willing to watch: the early hours in a
     * rush, the last ones so that they can be followed.
     */
    void catchUp(Duration within) throws IOException, InterruptedException {
        Instant begun = clock.instant();
        List<DemoEvent> due = daySequence.until(begun);
        for (int i = 0; i < due.size(); i++) {
            send(due.get(i));
            double told = (i + 1.0) / due.size();
            sleepUntil(begun.plusMillis(Math.round(within.toMillis() * told * told)));
        }
    }

    /** Sends what is due by now. */
    void runLive() throws IOException, InterruptedException {
        Instant now = clock.instant();
        for (DemoEvent each : daySequence.until(now)) {
            send(each);
        }
        List<DemoAgent> there = daySequence.working(now);
        if (!there.isEmpty()) {
            alowareSender.inboundCall(there.get(random.nextInt(there.size())), now);
        }
    }

    /** No case is without an owner any more. */
    void assignRemainingOwners() throws IOException, InterruptedException {
        hubSpotSender.assignOwners(0);
    }

    private void send(DemoEvent it) throws IOException, InterruptedException {
        switch (it.metric()) {
            case Metric.CALLS -> alowareSender.call(it.agent(), it.at());
            case Metric.TEXTS -> alowareSender.text(it.agent(), it.at());
            case Metric.EMAILS -> hubSpotSender.email(it.agent(), it.at());
            case Metric.CASES -> hubSpotSender.open(it.agent(), it.at());
        }
        eventCount++;
        faultSchedule.after(eventCount, clock.instant());
    }

    private void sleepUntil(Instant then) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), then);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }

    /** Returns the number of an agent's events that count. */
    long eventCount() {
        return eventCount;
    }
}

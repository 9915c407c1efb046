package io.quill.app.demo;

import io.quill.events.Metric;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** Plays a day to a Quill: what is over at speed, and then what comes, as it comes. */
final class Play {
    private final Days days;
    private final Phone phone;
    private final Desk desk;
    private final Weather weather;
    private final InstantSource clock;
    private final Random random;
    private long happened;

    Play(Days days, Phone phone, Desk desk, Weather weather, InstantSource clock, Random random) {
        this.days = days;
        this.phone = phone;
        this.desk = desk;
        this.weather = weather;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Everything up to now, within a time that somebody is willing to watch: the early hours in a
     * rush, the last ones so that they can be followed.
     */
    void catchUp(Duration within) throws IOException, InterruptedException {
        Instant begun = clock.instant();
        List<Happening> due = days.until(begun);
        for (int i = 0; i < due.size(); i++) {
            tell(due.get(i));
            double told = (i + 1.0) / due.size();
            sleepUntil(begun.plusMillis(Math.round(within.toMillis() * told * told)));
        }
    }

    /** What is due by now, and the telephone, for as long as anybody is there. */
    void goOn() throws IOException, InterruptedException {
        Instant now = clock.instant();
        for (Happening each : days.until(now)) {
            tell(each);
        }
        List<Agent> there = days.working(now);
        if (!there.isEmpty()) {
            phone.rings(there.get(random.nextInt(there.size())), now);
        }
    }

    /** No case is without an owner any more. */
    void tidyUp() throws IOException, InterruptedException {
        desk.giveOut(0);
    }

    private void tell(Happening it) throws IOException, InterruptedException {
        switch (it.metric()) {
            case Metric.CALLS -> phone.call(it.agent(), it.at());
            case Metric.TEXTS -> phone.text(it.agent(), it.at());
            case Metric.EMAILS -> desk.email(it.agent(), it.at());
            case Metric.CASES -> desk.open(it.agent(), it.at());
        }
        happened++;
        weather.after(happened, clock.instant());
    }

    private void sleepUntil(Instant then) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), then);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }

    /** How often an agent did something that counts. */
    long happened() {
        return happened;
    }
}

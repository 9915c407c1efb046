package io.quill.app.demo;

import io.quill.events.Metric;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/** All that happens in a day, in the order in which Quill hears of it. */
final class Day {
    private static final int ONE_IN_LATE = 15;
    private static final int MOST_MINUTES_LATE = 25;

    private final Queue<Happening> ahead;

    private Day(List<Happening> all) {
        this.ahead = new ArrayDeque<>(all);
    }

    static Day of(LocalDate date, ZoneId zone, Goals goals, Random random) {
        List<Happening> all = new ArrayList<>();
        for (Agent agent : Staff.WORKING) {
            Instant from = date.atTime(agent.team().from).atZone(zone).toInstant();
            Instant until = date.atTime(agent.team().until).atZone(zone).toInstant();
            for (Metric metric : Metric.values()) {
                double mood = agent.diligence() * (0.9 + 0.2 * random.nextDouble());
                long count = Math.round(mood * goals.of(metric));
                all.addAll(spread(agent, metric, count, from, until, random));
            }
        }
        all.sort(Comparator.comparing(Happening::arrives));
        return new Day(all);
    }

    /** One after the other through the shift, a little earlier or later than even. */
    private static List<Happening> spread(
            Agent agent, Metric metric, long count, Instant from, Instant until, Random random) {
        List<Happening> some = new ArrayList<>();
        double gap = (double) Duration.between(from, until).toSeconds() / Math.max(1, count);
        for (int i = 0; i < count; i++) {
            Instant at = from.plusSeconds(Math.round(gap * (i + random.nextDouble())));
            some.add(new Happening(at, at.plus(delay(random)), agent, metric));
        }
        return some;
    }

    private static Duration delay(Random random) {
        return random.nextInt(ONE_IN_LATE) == 0
                ? Duration.ofMinutes(1L + random.nextInt(MOST_MINUTES_LATE))
                : Duration.ofSeconds(2);
    }

    /** What Quill should have heard of by now, and has not; it is told once. */
    List<Happening> until(Instant now) {
        List<Happening> due = new ArrayList<>();
        for (Happening next = ahead.peek();
                next != null && !next.arrives().isAfter(now);
                next = ahead.peek()) {
            due.add(next);
            ahead.remove();
        }
        return due;
    }
}

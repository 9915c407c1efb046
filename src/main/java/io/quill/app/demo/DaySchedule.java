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

/** Events of a day, in the order of their arrival. */
final class DaySchedule {
    private static final int ONE_IN_LATE = 15;
    private static final int MOST_MINUTES_LATE = 25;

    private final Queue<DemoEvent> ahead;

    private DaySchedule(List<DemoEvent> all) {
        this.ahead = new ArrayDeque<>(all);
    }

    static DaySchedule of(LocalDate date, ZoneId zone, DemoGoals demoGoals, Random random) {
        List<DemoEvent> all = new ArrayList<>();
        for (DemoAgent demoAgent : DemoAgents.WORKING) {
            Instant from = date.atTime(demoAgent.team().from).atZone(zone).toInstant();
            Instant until = date.atTime(demoAgent.team().until).atZone(zone).toInstant();
            for (Metric metric : Metric.values()) {
                double mood = demoAgent.diligence() * (0.9 + 0.2 * random.nextDouble());
                long count = Math.round(mood * demoGoals.of(metric));
                all.addAll(spread(demoAgent, metric, count, from, until, random));
            }
        }
        all.sort(Comparator.comparing(DemoEvent::arrives));
        return new DaySchedule(all);
    }

    /** One after the other through the shift, a little earlier or later than even. */
    private static List<DemoEvent> spread(
            DemoAgent demoAgent,
            Metric metric,
            long count,
            Instant from,
            Instant until,
            Random random) {
        List<DemoEvent> some = new ArrayList<>();
        double gap = (double) Duration.between(from, until).toSeconds() / Math.max(1, count);
        for (int i = 0; i < count; i++) {
            Instant at = from.plusSeconds(Math.round(gap * (i + random.nextDouble())));
            some.add(new DemoEvent(at, at.plus(delay(random)), demoAgent, metric));
        }
        return some;
    }

    private static Duration delay(Random random) {
        return random.nextInt(ONE_IN_LATE) == 0
                ? Duration.ofMinutes(1L + random.nextInt(MOST_MINUTES_LATE))
                : Duration.ofSeconds(2);
    }

    /** Returns the events that are due and were not returned before. */
    List<DemoEvent> until(Instant now) {
        List<DemoEvent> due = new ArrayList<>();
        for (DemoEvent next = ahead.peek();
                next != null && !next.arrives().isAfter(now);
                next = ahead.peek()) {
            due.add(next);
            ahead.remove();
        }
        return due;
    }
}

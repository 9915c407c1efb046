package io.quill.app.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sequence of days, for as long as the demo runs. */
final class DaySequence {
    private final ZoneId zone;
    private final DemoGoals demoGoals;
    private final Random random;
    private LocalDate date;
    private DaySchedule daySchedule;

    DaySequence(LocalDate first, ZoneId zone, DemoGoals demoGoals, Random random) {
        this.zone = zone;
        this.demoGoals = demoGoals;
        this.random = random;
        this.date = first;
        this.daySchedule = DaySchedule.of(first, zone, demoGoals, random);
    }

    /** Returns the events that are due and were not returned before. */
    List<DemoEvent> until(Instant now) {
        List<DemoEvent> due = new ArrayList<>(daySchedule.until(now));
        while (date.isBefore(LocalDate.ofInstant(now, zone))) {
            date = date.plusDays(1);
            daySchedule = DaySchedule.of(date, zone, demoGoals, random);
            due.addAll(daySchedule.until(now));
        }
        return due;
    }

    /** Agents who may take a call. */
    List<DemoAgent> working(Instant now) {
        return DemoAgents.at(LocalTime.ofInstant(now, zone));
    }
}

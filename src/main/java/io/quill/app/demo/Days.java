package io.quill.app.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One day after the other, for as long as the demo is left running. */
final class Days {
    private final ZoneId zone;
    private final Goals goals;
    private final Random random;
    private LocalDate date;
    private Day day;

    Days(LocalDate first, ZoneId zone, Goals goals, Random random) {
        this.zone = zone;
        this.goals = goals;
        this.random = random;
        this.date = first;
        this.day = Day.of(first, zone, goals, random);
    }

    /** What Quill should have heard of by now, and has not; it is told once. */
    List<Happening> until(Instant now) {
        List<Happening> due = new ArrayList<>(day.until(now));
        while (date.isBefore(LocalDate.ofInstant(now, zone))) {
            date = date.plusDays(1);
            day = Day.of(date, zone, goals, random);
            due.addAll(day.until(now));
        }
        return due;
    }

    /** Who may pick up the telephone. */
    List<Agent> working(Instant now) {
        return Staff.at(LocalTime.ofInstant(now, zone));
    }
}

package io.quill.app.demo;

import java.time.LocalTime;

/** Team with common working hours. */
enum DemoTeam {
    NORTH("North", LocalTime.of(9, 0), LocalTime.of(17, 30)),
    SOUTH("South", LocalTime.of(10, 0), LocalTime.of(18, 30)),
    WEST("West", LocalTime.of(12, 0), LocalTime.of(20, 30));

    final String word;
    final LocalTime from;
    final LocalTime until;

    DemoTeam(String word, LocalTime from, LocalTime until) {
        this.word = word;
        this.from = from;
        this.until = until;
    }

    /** Half an hour, in the middle. */
    LocalTime pause() {
        return from.plusHours(4);
    }

    boolean worksAt(LocalTime time) {
        return !time.isBefore(from) && time.isBefore(until);
    }
}

package io.quill.demo;

import java.time.LocalTime;

/** Who works the same hours. */
enum Team {
    NORTH("North", LocalTime.of(9, 0), LocalTime.of(17, 30)),
    SOUTH("South", LocalTime.of(10, 0), LocalTime.of(18, 30));

    final String word;
    final LocalTime from;
    final LocalTime until;

    Team(String word, LocalTime from, LocalTime until) {
        this.word = word;
        this.from = from;
        this.until = until;
    }
}

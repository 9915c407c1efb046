package io.quill.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Date an event counts for: the local date where its agent works. */
public final class BusinessDate {
    private BusinessDate() {}

    public static LocalDate of(Instant occurredAt, ZoneId zone) {
        return LocalDate.ofInstant(occurredAt, zone);
    }
}

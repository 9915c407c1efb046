package io.quill.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The day an event counts for: the date on the wall where its agent works, at that moment. */
public final class BusinessDate {
    private BusinessDate() {}

    public static LocalDate of(Instant occurredAt, ZoneId zone) {
        return LocalDate.ofInstant(occurredAt, zone);
    }
}

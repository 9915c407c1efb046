package io.quill.app.demo;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.powerbi.PowerBi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** What goes wrong on any day, each kind after so many things that went well. */
final class Weather {
    private final Sandbox sandbox;
    private final Phone phone;
    private final Desk desk;

    Weather(Sandbox sandbox, Phone phone, Desk desk) {
        this.sandbox = sandbox;
        this.phone = phone;
        this.desk = desk;
    }

    void after(long happenings, Instant now) throws IOException, InterruptedException {
        if (happenings % 40 == 8) {
            phone.call(Staff.STRANGER, now);
        }
        if (happenings % 90 == 20) {
            phone.garbled(Staff.WORKING.getFirst(), now);
        }
        if (happenings % 300 == 65) {
            phone.nameless(Staff.WORKING.getLast(), now);
        }
        if (happenings % 120 == 30) {
            desk.forged();
        }
        if (happenings % 240 == 100) {
            outage();
        }
        if (happenings % 240 == 220) {
            doubt();
        }
    }

    /** Power BI is away, for some seconds. */
    private void outage() {
        sandbox.arm(onRows(Fault.status(503).retryAfter(Duration.ofSeconds(2)).times(2)));
    }

    /** Power BI takes rows, and says that it did not. */
    private void doubt() {
        sandbox.arm(onRows(Fault.of(Fault.Kind.COMMIT_THEN_STATUS)));
    }

    private static Fault onRows(Fault fault) {
        return fault.on(PowerBi.SYSTEM, "postRows", "FactEvent");
    }
}

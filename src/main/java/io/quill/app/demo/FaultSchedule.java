package io.quill.app.demo;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.powerbi.PowerBi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Schedule of faults, each kind after a number of successful events. */
final class FaultSchedule {
    private final Sandbox sandbox;
    private final AlowareSender alowareSender;
    private final HubSpotSender hubSpotSender;

    FaultSchedule(Sandbox sandbox, AlowareSender alowareSender, HubSpotSender hubSpotSender) {
        this.sandbox = sandbox;
        this.alowareSender = alowareSender;
        this.hubSpotSender = hubSpotSender;
    }

    void after(long happenings, Instant now) throws IOException, InterruptedException {
        if (happenings % 40 == 8) {
            alowareSender.call(DemoAgents.STRANGER, now);
        }
        if (happenings % 90 == 20) {
            alowareSender.garbled(DemoAgents.WORKING.getFirst(), now);
        }
        if (happenings % 300 == 65) {
            alowareSender.withoutId(DemoAgents.WORKING.getLast(), now);
        }
        if (happenings % 120 == 30) {
            hubSpotSender.forged();
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
        sandbox.arm(onRows(InjectedFault.status(503).retryAfter(Duration.ofSeconds(2)).times(2)));
    }

    /** Power BI takes rows, and says that it did not. */
    private void doubt() {
        sandbox.arm(onRows(InjectedFault.of(InjectedFault.Kind.COMMIT_THEN_STATUS)));
    }

    private static InjectedFault onRows(InjectedFault injectedFault) {
        return injectedFault.on(PowerBi.SYSTEM, "postRows", "FactEvent");
    }
}

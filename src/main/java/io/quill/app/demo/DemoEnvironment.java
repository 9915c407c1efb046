package io.quill.app.demo;

import io.quill.platform.settings.Settings;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.dax.DashboardView;
import io.quill.sandbox.nexudus.SampleCompany;
import io.quill.sandbox.powerbi.DatasetView;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Environment of the demo: stand-ins of everything outside, and settings that lead to nothing else.
 */
final class DemoEnvironment implements AutoCloseable {
    private static final Set<String> HEEDED =
            Set.of(
                    "QUILL_PORT",
                    "QUILL_HOST",
                    "MANAGEMENT_PORT",
                    "LOG_LEVEL",
                    "LOG_FORMAT",
                    "LOG_FILE");

    final String key = "demo-" + UUID.randomUUID();

    private final InstantSource clock = InstantSource.system();
    private final Instant begun = clock.instant();
    private final ZoneId zone = DemoTimeZone.zone(begun);
    private final LocalDate today = LocalDate.ofInstant(begun, zone);
    private final String token = UUID.randomUUID().toString();
    private final String secret = UUID.randomUUID().toString();
    private final Sandbox sandbox = Sandbox.start();
    private final TemporaryDirectory temporaryDirectory = new TemporaryDirectory();

    DemoEnvironment() {
        DemoAgents.register(sandbox);
        new SampleCompany(sandbox.spaces(), begun.minus(Duration.ofDays(400))).open(60);
    }

    /**
     * Returns the environment for Quill. Few given settings are kept, so that the demo reaches no
     * real dataset, store or chat.
     */
    Map<String, String> environment(Map<String, String> given) {
        Map<String, String> environment = new HashMap<>(given);
        environment.keySet().retainAll(HEEDED);
        environment.putAll(sandbox.environment());
        environment.put("QUILL_MODE", "demo");
        environment.put("BUSINESS_TIMEZONE", zone.getId());
        environment.put("ALOWARE_WEBHOOK_TOKEN", token);
        environment.put("ALOWARE_RING_GROUP_ID", Long.toString(DemoAgents.RING_GROUP));
        environment.put("HUBSPOT_CLIENT_SECRET", secret);
        environment.put("ADMIN_API_KEY", "demo=" + key);
        environment.put("DATA_DIR", temporaryDirectory.directory().toString());
        return environment;
    }

    /**
     * Removes records from the environment, for a short demo in which nobody would look at them.
     */
    static Map<String, String> withoutRecords(Map<String, String> environment) {
        Map<String, String> less = new HashMap<>(environment);
        less.keySet().removeIf(variable -> variable.startsWith("NEXUDUS_"));
        return less;
    }

    TemporaryDirectory scratch() {
        return temporaryDirectory;
    }

    ZoneId zone() {
        return zone;
    }

    LocalDate today() {
        return today;
    }

    URI powerBi() {
        return sandbox.powerBi();
    }

    /** A day that the same Quill is played to through this post. */
    DemoPlayer play(WebhookPoster webhookPoster, Settings settings, DemoGoals demoGoals) {
        Random random = new Random(DemoAgents.RING_GROUP);
        AlowareSender alowareSender = new AlowareSender(webhookPoster, token, random);
        HubSpotSigner hubSpotSigner =
                new HubSpotSigner(secret, settings.server().publicUrl() + "/webhook/hubspot");
        HubSpotSender hubSpotSender =
                new HubSpotSender(webhookPoster, sandbox.crm(), hubSpotSigner, random, clock);
        FaultSchedule faultSchedule = new FaultSchedule(sandbox, alowareSender, hubSpotSender);
        DaySequence daySequence = new DaySequence(today, zone, demoGoals, random);
        return new DemoPlayer(
                daySequence, alowareSender, hubSpotSender, faultSchedule, clock, random);
    }

    /** Rows of facts in the stand-in of Power BI. */
    long pushed() {
        return sandbox.pushApi().datasets().stream()
                .map(DatasetView::rows)
                .mapToLong(tables -> tables.getOrDefault("FactEvent", 0L))
                .sum();
    }

    /** Returns the dashboard that an analyst would see. */
    Optional<DashboardView> dashboard() {
        return sandbox.pushApi().datasets().stream()
                .findFirst()
                .flatMap(dataset -> sandbox.pushApi().dashboard(dataset.id(), today));
    }

    @Override
    public void close() {
        sandbox.close();
        temporaryDirectory.close();
    }
}

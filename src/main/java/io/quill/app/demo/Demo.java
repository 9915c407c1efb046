package io.quill.app.demo;

import io.quill.platform.settings.Settings;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.dax.Dashboard;
import io.quill.sandbox.nexudus.Coworking;
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

/** Stand-ins of everything outside, and what a Quill has to be told to meet nothing else. */
final class Demo implements AutoCloseable {
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
    private final ZoneId zone = Afternoon.zone(begun);
    private final LocalDate today = LocalDate.ofInstant(begun, zone);
    private final String token = UUID.randomUUID().toString();
    private final String secret = UUID.randomUUID().toString();
    private final Sandbox sandbox = Sandbox.start();
    private final Scratch scratch = new Scratch();

    Demo() {
        Staff.signUp(sandbox);
        new Coworking(sandbox.spaces(), begun.minus(Duration.ofDays(400))).open(60);
    }

    /**
     * What Quill is started with. Of what is set for a real one only a few things are heeded, so
     * that no demo ever finds its way into a real dataset, store or chat.
     */
    Map<String, String> environment(Map<String, String> given) {
        Map<String, String> environment = new HashMap<>(given);
        environment.keySet().retainAll(HEEDED);
        environment.putAll(sandbox.environment());
        environment.put("QUILL_MODE", "demo");
        environment.put("BUSINESS_TIMEZONE", zone.getId());
        environment.put("ALOWARE_WEBHOOK_TOKEN", token);
        environment.put("ALOWARE_RING_GROUP_ID", Long.toString(Staff.RING_GROUP));
        environment.put("HUBSPOT_CLIENT_SECRET", secret);
        environment.put("ADMIN_API_KEY", "demo=" + key);
        environment.put("DATA_DIR", scratch.directory().toString());
        return environment;
    }

    /** For a short showing, in which nobody would look at records. */
    static Map<String, String> withoutRecords(Map<String, String> environment) {
        Map<String, String> less = new HashMap<>(environment);
        less.keySet().removeIf(variable -> variable.startsWith("NEXUDUS_"));
        return less;
    }

    Scratch scratch() {
        return scratch;
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
    Play play(Post post, Settings settings, Goals goals) {
        Random random = new Random(Staff.RING_GROUP);
        Phone phone = new Phone(post, token, random);
        Seal seal = new Seal(secret, settings.server().publicUrl() + "/webhook/hubspot");
        Desk desk = new Desk(post, sandbox.crm(), seal, random, clock);
        Weather weather = new Weather(sandbox, phone, desk);
        Days days = new Days(today, zone, goals, random);
        return new Play(days, phone, desk, weather, clock, random);
    }

    /** Rows of facts in the stand-in of Power BI. */
    long pushed() {
        return sandbox.pushApi().datasets().stream()
                .map(DatasetView::rows)
                .mapToLong(tables -> tables.getOrDefault("FactEvent", 0L))
                .sum();
    }

    /** What an analyst sees there. */
    Optional<Dashboard> dashboard() {
        return sandbox.pushApi().datasets().stream()
                .findFirst()
                .flatMap(dataset -> sandbox.pushApi().dashboard(dataset.id(), today));
    }

    @Override
    public void close() {
        sandbox.close();
        scratch.close();
    }
}

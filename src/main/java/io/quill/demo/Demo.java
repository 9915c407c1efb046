package io.quill.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.User;
import io.quill.sandbox.nexudus.Coworking;
import io.quill.sandbox.powerbi.DatasetView;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A call centre's day against stand-ins of everything outside: calls and texts arrive, some twice,
 * one agent is a stranger, and what was pushed can be counted in the stand-in of Power BI.
 */
final class Demo implements AutoCloseable {
    private static final String TOKEN = "demo-token";
    private static final List<Long> MEMBERS = List.of(101L, 102L, 103L, 104L);
    private static final long STRANGER = 999;
    private static final long RING_GROUP = 8465;
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Sandbox sandbox = Sandbox.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final InstantSource clock = InstantSource.system();
    private final Random random = new Random(8465);
    private long lastId = 54_000_000;

    Demo() {
        List<String> names = List.of("Ada Moreno", "Ben Okafor", "Cleo Novak", "Dan Ito");
        for (int i = 0; i < names.size(); i++) {
            String email = names.get(i).toLowerCase(Locale.ROOT).replace(' ', '.');
            sandbox.roster()
                    .put(
                            new User(
                                    MEMBERS.get(i),
                                    names.get(i),
                                    email + "@example.com",
                                    User.Status.AVAILABLE));
        }
        sandbox.roster().ringGroup(RING_GROUP, MEMBERS);
        new Coworking(sandbox.spaces(), clock.instant().minus(Duration.ofDays(400))).open(60);
    }

    /**
     * What Quill is started with; nothing of it is kept, and nothing outside this machine is met.
     */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.put("QUILL_MODE", "demo");
        environment.put("ALOWARE_WEBHOOK_TOKEN", TOKEN);
        environment.put("ALOWARE_RING_GROUP_ID", Long.toString(RING_GROUP));
        environment.put("DATA_DIR", directory().toString());
        return environment;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("quill-demo");
        } catch (IOException e) {
            throw new UncheckedIOException("The demo has nowhere to keep its data", e);
        }
    }

    /** One communication, now and then delivered twice; the answer to the last delivery. */
    String deliver(int port) throws IOException, InterruptedException {
        lastId++;
        long agent =
                random.nextInt(20) == 0 ? STRANGER : MEMBERS.get(random.nextInt(MEMBERS.size()));
        boolean call = random.nextInt(3) > 0;
        Instant begun = clock.instant().minusSeconds(90);
        String body =
                """
                {"event":"%s","body":{"id":%d,"type":%d,"direction":2,"current_status2":%d,\
                "disposition_status2":4,"user_id":%d,"ring_group_id":%d,"talk_time":%d,\
                "duration":%d,"created_at":"%s"}}"""
                        .formatted(
                                call
                                        ? "OutboundPhoneCall-DispositionCompleted"
                                        : "OutboundSMS-DispositionCompleted",
                                lastId,
                                call ? 1 : 2,
                                call ? 9 : 13,
                                agent,
                                RING_GROUP,
                                call ? random.nextInt(600) : 0,
                                call ? random.nextInt(700) : 0,
                                CREATED_AT.format(begun));
        if (random.nextInt(10) == 0) {
            post(port, body);
        }
        return post(port, body);
    }

    private String post(int port, String body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook/aloware"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body, UTF_8))
                        .build();
        return client.send(request, BodyHandlers.ofString(UTF_8)).body();
    }

    long delivered() {
        return lastId - 54_000_000;
    }

    /** Rows of facts in the stand-in of Power BI. */
    long pushed() {
        return sandbox.pushApi().datasets().stream()
                .map(DatasetView::rows)
                .map(tables -> tables.getOrDefault("FactEvent", 0L))
                .mapToLong(Long::longValue)
                .sum();
    }

    URI powerBi() {
        return sandbox.powerBi();
    }

    @Override
    public void close() {
        client.close();
        sandbox.close();
    }
}

package io.quill.app.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sets up the demo as an admin would: teams, goals and shifts. */
final class DemoSetup {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int CONFLICT = 409;
    private static final int TRIES = 50;
    private static final String EVERY_DAY =
            """
            "weekdays":["MON","TUE","WED","THU","FRI","SAT","SUN"]""";

    private final WebhookPoster webhookPoster;
    private final String key;

    DemoSetup(WebhookPoster webhookPoster, String key) {
        this.webhookPoster = webhookPoster;
        this.key = key;
    }

    void open(LocalDate today, DemoGoals demoGoals) throws IOException, InterruptedException {
        readAgents();
        for (DemoAgent demoAgent : DemoAgents.all()) {
            String team = "{\"team\":\"%s\"}".formatted(demoAgent.team().word);
            done(ask("PUT", "/admin/agents/" + demoAgent.id(), team));
        }
        done(ask("POST", "/admin/dim-metric/sync?wait=30", demoGoals.payload(today)));
        done(ask("POST", "/admin/dim-shift/sync?wait=30", shifts(today)));
    }

    /** Quill reads them by itself at the start: one reading at a time is what it allows. */
    private void readAgents() throws IOException, InterruptedException {
        WebhookPoster.Answer answer = ask("POST", "/admin/dim-agent/sync?wait=30", "");
        for (int i = 0; answer.status() == CONFLICT && i < TRIES; i++) {
            Thread.sleep(PAUSE);
            answer = ask("POST", "/admin/dim-agent/sync?wait=30", "");
        }
        done(answer);
    }

    private static String shifts(LocalDate today) {
        String rules =
                Stream.of(DemoTeam.values())
                        .map(
                                demoTeam ->
                                        """
                                        {"name":"%s","team":"%s",%s,"start":"%s","end":"%s",\
                                        "breaks":[{"start":"%s","end":"%s"}]}"""
                                                .formatted(
                                                        demoTeam.word,
                                                        demoTeam.word,
                                                        EVERY_DAY,
                                                        demoTeam.from,
                                                        demoTeam.until,
                                                        demoTeam.pause(),
                                                        demoTeam.pause().plusMinutes(30)))
                        .collect(Collectors.joining(","));
        return """
        {"rules":[%s],"daysOff":[{"name":"holiday","agent":"%d","date":"%s"}]}"""
                .formatted(rules, DemoAgents.AWAY.id(), today);
    }

    WebhookPoster.Answer ask(String method, String path, String body)
            throws IOException, InterruptedException {
        return webhookPoster.send(method, path, body, Map.of("X-Admin-Key", key));
    }

    private static void done(WebhookPoster.Answer answer) throws IOException {
        if (!answer.isFine()) {
            throw new IOException("Quill refused the demo's request: " + answer.body());
        }
    }
}

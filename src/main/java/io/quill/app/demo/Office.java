package io.quill.app.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An admin's first morning: who is in which team, what the goals are, and when there is work. */
final class Office {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int CONFLICT = 409;
    private static final int TRIES = 50;
    private static final String EVERY_DAY =
            """
            "weekdays":["MON","TUE","WED","THU","FRI","SAT","SUN"]""";

    private final Post post;
    private final String key;

    Office(Post post, String key) {
        this.post = post;
        this.key = key;
    }

    void open(LocalDate today, Goals goals) throws IOException, InterruptedException {
        readAgents();
        for (Agent agent : Staff.all()) {
            String team = "{\"team\":\"%s\"}".formatted(agent.team().word);
            done(ask("PUT", "/admin/agents/" + agent.id(), team));
        }
        done(ask("POST", "/admin/dim-metric/sync?wait=30", goals.payload(today)));
        done(ask("POST", "/admin/dim-shift/sync?wait=30", shifts(today)));
    }

    /** Quill reads them by itself at the start: one reading at a time is what it allows. */
    private void readAgents() throws IOException, InterruptedException {
        Post.Answer answer = ask("POST", "/admin/dim-agent/sync?wait=30", "");
        for (int i = 0; answer.status() == CONFLICT && i < TRIES; i++) {
            Thread.sleep(PAUSE);
            answer = ask("POST", "/admin/dim-agent/sync?wait=30", "");
        }
        done(answer);
    }

    private static String shifts(LocalDate today) {
        String rules =
                Stream.of(Team.values())
                        .map(
                                team ->
                                        """
                                        {"name":"%s","team":"%s",%s,"start":"%s","end":"%s",\
                                        "breaks":[{"start":"%s","end":"%s"}]}"""
                                                .formatted(
                                                        team.word,
                                                        team.word,
                                                        EVERY_DAY,
                                                        team.from,
                                                        team.until,
                                                        team.pause(),
                                                        team.pause().plusMinutes(30)))
                        .collect(Collectors.joining(","));
        return """
        {"rules":[%s],"daysOff":[{"name":"holiday","agent":"%d","date":"%s"}]}"""
                .formatted(rules, Staff.AWAY.id(), today);
    }

    Post.Answer ask(String method, String path, String body)
            throws IOException, InterruptedException {
        return post.send(method, path, body, Map.of("X-Admin-Key", key));
    }

    private static void done(Post.Answer answer) throws IOException {
        if (!answer.isFine()) {
            throw new IOException("Quill would not have it: " + answer.body());
        }
    }
}

package io.quill.app.demo;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;

/** Simulates Aloware's webhooks: several deliveries a call, some of them twice. */
final class AlowareSender {
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int CALL = 1;
    private static final int TEXT = 2;
    private static final int INBOUND = 1;
    private static final int OUTBOUND = 2;
    private static final int ONE_IN_DOUBLED = 10;
    private static final int ONE_IN_MISSED = 6;

    private final WebhookPoster webhookPoster;
    private final String token;
    private final Random random;
    private long lastId = 54_000_000;

    /** State of a communication, by Aloware's numbers. */
    private record Stage(String event, int current, int disposition, int talked) {}

    AlowareSender(WebhookPoster webhookPoster, String token, Random random) {
        this.webhookPoster = webhookPoster;
        this.token = token;
        this.random = random;
    }

    void call(DemoAgent demoAgent, Instant at) throws IOException, InterruptedException {
        long id = ++lastId;
        boolean missed = random.nextInt(ONE_IN_MISSED) == 0;
        int talked = missed ? 0 : 20 + random.nextInt(500);
        int disposition = missed ? 3 : 4;
        String name = "OutboundPhoneCall-Disposition" + (missed ? "Missed" : "Completed");
        deliver(body(id, CALL, OUTBOUND, demoAgent, at, new Stage("OutboundPhoneCall", 1, 1, 0)));
        once(body(id, CALL, OUTBOUND, demoAgent, at, new Stage(name, 9, disposition, talked)));
        deliver(
                body(
                        id,
                        CALL,
                        OUTBOUND,
                        demoAgent,
                        at,
                        new Stage("Call-Disposed", 9, disposition, talked)));
    }

    void text(DemoAgent demoAgent, Instant at) throws IOException, InterruptedException {
        Stage sent = new Stage("OutboundSMS-DispositionCompleted", 13, 4, 0);
        once(body(++lastId, TEXT, OUTBOUND, demoAgent, at, sent));
    }

    /** A call that comes in, which does not count. */
    void inboundCall(DemoAgent demoAgent, Instant at) throws IOException, InterruptedException {
        Stage taken = new Stage("InboundPhoneCall-DispositionCompleted", 9, 4, 95);
        deliver(body(++lastId, CALL, INBOUND, demoAgent, at, taken));
    }

    /** A body that was cut off on its way: nobody can read it, and it is kept. */
    void garbled(DemoAgent demoAgent, Instant at) throws IOException, InterruptedException {
        Stage taken = new Stage("OutboundPhoneCall-DispositionCompleted", 9, 4, 64);
        String whole = body(++lastId, CALL, OUTBOUND, demoAgent, at, taken);
        deliver(whole.substring(0, whole.length() / 2));
    }

    /** A call that says of nothing which one it is. */
    void withoutId(DemoAgent demoAgent, Instant at) throws IOException, InterruptedException {
        Stage taken = new Stage("OutboundPhoneCall-DispositionCompleted", 9, 4, 71);
        String whole = body(++lastId, CALL, OUTBOUND, demoAgent, at, taken);
        deliver(whole.replace("\"id\":" + lastId, "\"id\":null"));
    }

    private void once(String body) throws IOException, InterruptedException {
        deliver(body);
        if (random.nextInt(ONE_IN_DOUBLED) == 0) {
            deliver(body);
        }
    }

    private void deliver(String body) throws IOException, InterruptedException {
        webhookPoster.send(
                "POST", "/webhook/aloware", body, Map.of("Authorization", "Bearer " + token));
    }

    private static String body(
            long id, int type, int direction, DemoAgent demoAgent, Instant at, Stage stage) {
        return """
        {"event":"%s","body":{"id":%d,"company_id":310,"ring_group_id":%d,"owner_id":%d,\
        "user_id":%d,"contact":{"first_name":"Nadia","phone_number":"+12025550147"},\
        "lead_number":"+12025550147","direction":%d,"type":%d,"current_status2":%d,\
        "disposition_status2":%d,"duration":%d,"talk_time":%d,"created_at":"%s"}}"""
                .formatted(
                        stage.event(),
                        id,
                        DemoAgents.RING_GROUP,
                        demoAgent.id(),
                        demoAgent.id(),
                        direction,
                        type,
                        stage.current(),
                        stage.disposition(),
                        stage.talked() == 0 ? 0 : stage.talked() + 12,
                        stage.talked(),
                        CREATED_AT.format(at));
    }
}

package io.quill.app.demo;

import io.quill.sandbox.hubspot.HubSpot;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/** Simulates HubSpot: its e-mails and cases, and its signed webhooks. */
final class HubSpotSender {
    private static final String TICKET = "0-5";
    private static final String EMAIL = "0-49";
    private static final String OWNER = "hubspot_owner_id";
    private static final int ONE_IN_DOUBLED = 10;
    private static final int ONE_IN_OWNERLESS = 5;
    private static final int OWNERLESS = 3;

    private final WebhookPoster webhookPoster;
    private final HubSpot crm;
    private final HubSpotSigner hubSpotSigner;
    private final Random random;
    private final InstantSource clock;
    private final Queue<Case> ownerless = new ArrayDeque<>();
    private long lastId = 61_230_000;

    private record Case(long id, DemoAgent agent) {}

    HubSpotSender(
            WebhookPoster webhookPoster,
            HubSpot crm,
            HubSpotSigner hubSpotSigner,
            Random random,
            InstantSource clock) {
        this.webhookPoster = webhookPoster;
        this.crm = crm;
        this.hubSpotSigner = hubSpotSigner;
        this.random = random;
        this.clock = clock;
    }

    void email(DemoAgent demoAgent, Instant at) throws IOException, InterruptedException {
        long id = ++lastId;
        Map<String, String> properties = new HashMap<>();
        properties.put(OWNER, demoAgent.owner());
        properties.put("hs_email_direction", "EMAIL");
        properties.put("hs_email_status", "SENT");
        properties.put("hs_timestamp", at.toString());
        crm.create(EMAIL, Long.toString(id), properties);
        once(event("object.creation", EMAIL, id, at, ""));
    }

    /** Some cases are opened before anybody says whose they are. */
    void open(DemoAgent demoAgent, Instant at) throws IOException, InterruptedException {
        long id = ++lastId;
        boolean owned = random.nextInt(ONE_IN_OWNERLESS) > 0;
        crm.create(TICKET, Long.toString(id), owned ? Map.of(OWNER, demoAgent.owner()) : Map.of());
        once(event("ticket.creation", TICKET, id, at, ""));
        if (!owned) {
            ownerless.add(new Case(id, demoAgent));
        }
        assignOwners(OWNERLESS);
    }

    /** Every case but the latest so many gets the owner that it lacks. */
    void assignOwners(int but) throws IOException, InterruptedException {
        while (ownerless.size() > but) {
            Case next = ownerless.remove();
            String owner = next.agent().owner();
            crm.change(TICKET, Long.toString(next.id()), Map.of(OWNER, owner));
            String changed =
                    ",\"propertyName\":\"%s\",\"propertyValue\":\"%s\"".formatted(OWNER, owner);
            deliver(
                    event("ticket.propertyChange", TICKET, next.id(), clock.instant(), changed),
                    hubSpotSigner);
        }
    }

    /** A delivery of somebody who would like to be HubSpot. */
    void forged() throws IOException, InterruptedException {
        deliver(event("ticket.creation", TICKET, 1, clock.instant(), ""), hubSpotSigner.forged());
    }

    private void once(String body) throws IOException, InterruptedException {
        deliver(body, hubSpotSigner);
        if (random.nextInt(ONE_IN_DOUBLED) == 0) {
            deliver(body, hubSpotSigner);
        }
    }

    private void deliver(String body, HubSpotSigner by) throws IOException, InterruptedException {
        String now = Long.toString(clock.millis());
        Map<String, String> headers = new HashMap<>();
        headers.put("X-HubSpot-Request-Timestamp", now);
        headers.put("X-HubSpot-Signature-v3", by.of(body, now));
        webhookPoster.send("POST", "/webhook/hubspot", body, headers);
    }

    private static String event(String what, String type, long id, Instant at, String more) {
        return """
        [{"appId":90210,"eventId":%d,"portalId":%s,"occurredAt":%d,"subscriptionType":"%s",\
        "attemptNumber":0,"objectId":%d,"objectTypeId":"%s"%s}]"""
                .formatted(id, HubSpot.PORTAL, at.toEpochMilli(), what, id, type, more);
    }
}

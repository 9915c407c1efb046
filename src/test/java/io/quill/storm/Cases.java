package io.quill.storm;

import io.quill.app.SampleDeliveries;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.hubspot.HubSpot;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Tickets and e-mails, which HubSpot only names: whose they are has to be read. Some tickets have
 * no owner, of which half get one later; some e-mails came in, and do not count.
 */
final class Cases {
    static final String SECRET = "storm-secret";
    static final String PUBLIC_URL = "https://quill.example";

    private static final String PATH = "/webhook/hubspot";
    private static final String OWNER = "hubspot_owner_id";
    private static final String TICKET = "0-5";
    private static final String EMAIL = "0-49";
    private static final long FIRST_TICKET = 7_100_000;
    private static final long FIRST_EMAIL = 9_300_000;

    private final HubSpot crm;
    private final ConcurrentSkipListSet<Integer> ownedLater = new ConcurrentSkipListSet<>();

    Cases(Sandbox sandbox) {
        this.crm = sandbox.crm();
    }

    Parcel ticket(int place) {
        long id = FIRST_TICKET + place;
        boolean owned = place / 10 % 4 != 1;
        boolean later = place / 10 % 8 == 1;
        crm.create("tickets", Long.toString(id), owned ? Map.of(OWNER, owner(place)) : Map.of());
        if (later) {
            ownedLater.add(place);
        }
        return parcel(TICKET, id, "creation", owned || later ? Fate.COUNTED : Fate.PARKED);
    }

    Parcel email(int place) {
        long id = FIRST_EMAIL + place;
        boolean counts = place / 10 % 4 != 2;
        crm.create(
                "emails",
                Long.toString(id),
                Map.of(
                        OWNER,
                        owner(place),
                        "hs_email_direction",
                        counts ? "EMAIL" : "INCOMING_EMAIL",
                        "hs_email_status",
                        "SENT"));
        return parcel(EMAIL, id, "creation", counts ? Fate.COUNTED : Fate.IGNORED);
    }

    /** Gives owners to tickets that lack one, and tells of it. */
    Stream<Parcel> owned() {
        return List.copyOf(ownedLater).stream()
                .map(
                        place -> {
                            long id = FIRST_TICKET + place;
                            crm.change("tickets", Long.toString(id), Map.of(OWNER, owner(place)));
                            return parcel(TICKET, id, "propertyChange", Fate.COUNTED);
                        });
    }

    private static String owner(int place) {
        return People.owner(People.agent(place));
    }

    private static Parcel parcel(String type, long id, String happened, Fate fate) {
        String body =
                """
                [{"eventId":%d,"portalId":%s,"occurredAt":1789420991123,"attemptNumber":0,\
                "subscriptionType":"object.%s","objectTypeId":"%s","objectId":%d}]"""
                        .formatted(id, HubSpot.PORTAL, happened, type, id);
        String key = "HUBSPOT:" + HubSpot.PORTAL + ":" + type + ":" + id + ":created";
        return new Parcel(key, fate, true, origin -> request(origin, body));
    }

    /** Signed anew each time, since a signature is good for minutes only. */
    private static HttpRequest.Builder request(URI origin, String body) {
        String now = Long.toString(System.currentTimeMillis());
        return HttpRequest.newBuilder(origin.resolve(PATH))
                .header("X-HubSpot-Request-Timestamp", now)
                .header(
                        "X-HubSpot-Signature-v3",
                        SampleDeliveries.signature(SECRET, PUBLIC_URL + PATH, body, now))
                .POST(BodyPublishers.ofString(body));
    }
}

package io.quill.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Aloware and HubSpot send. */
public final class SampleDeliveries {
    private SampleDeliveries() {}

    public static String call(long id) {
        return call(id, "4711");
    }

    public static String callWithoutAgent(long id) {
        return call(id, "-1");
    }

    public static String call(long id, String agent) {
        return call(id, agent, LocalDate.of(2026, 11, 20));
    }

    public static String call(long id, String agent, LocalDate day) {
        return """
        {"event":"OutboundPhoneCall-DispositionCompleted","body":{"id":%d,"owner_id":-1,\
        "user_id":%s,"ring_group_id":8465,"direction":2,"type":1,"current_status2":9,\
        "disposition_status2":4,"duration":70,"talk_time":63,"lead_number":"+15550101",\
        "created_at":"%s 20:58:44"}}"""
                .formatted(id, agent, day);
    }

    public static String ticket(long id) {
        return hubSpot(id, "ticket.creation", "");
    }

    public static String ownerChange(long id) {
        return hubSpot(
                id,
                "ticket.propertyChange",
                ",\"propertyName\":\"hubspot_owner_id\",\"propertyValue\":\"88001\"");
    }

    private static String hubSpot(long id, String type, String more) {
        return """
        {"eventId":1,"portalId":77,"occurredAt":1789420991123,"subscriptionType":"%s",\
        "attemptNumber":0,"objectId":%d%s}"""
                .formatted(type, id, more);
    }

    public static String batch(List<String> events) {
        return "[" + String.join(",", events) + "]";
    }

    /** HubSpot's third signature, of an URI that has nothing to decode. */
    public static String signature(String secret, String uri, String body, String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal(("POST" + uri + body + timestamp).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.quill.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks 1.0.0 say. */
record Signature(String secret, InstantSource clock) {
    private static final String PREFIX = "whsec_";

    /** The headers to send with a body, each time under an id of its own. */
    Map<String, String> of(byte[] body) {
        String id = "msg_" + UUID.randomUUID();
        String time = Long.toString(clock.instant().getEpochSecond());
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", time,
                "webhook-signature", "v1," + signature(id + "." + time + ".", body));
    }

    private String signature(String head, byte[] body) {
        try {
            String bare = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(bare), "HmacSHA256"));
            mac.update(head.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (IllegalArgumentException _) {
            throw new Unreachable("ADMIN_HMAC_SECRET is no whsec_ and base64: nothing is signed");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "Signature[…]";
    }
}

package io.quill.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as HubSpot does since version 3. */
record HubSpotSigner(String secret, String uri) {
    String of(String body, String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal(("POST" + uri + body + timestamp).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256: use another one", e);
        }
    }

    /** Returns a signer that does not know the secret. */
    HubSpotSigner forged() {
        return new HubSpotSigner("a guess: " + secret.length(), uri);
    }

    @Override
    public String toString() {
        return "Seal[" + uri + "]";
    }
}

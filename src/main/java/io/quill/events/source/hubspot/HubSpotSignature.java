package io.quill.events.source.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.file.Sha256;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes HubSpot's signatures of versions 1 to 3, as they stand in the header. */
final class HubSpotSignature {
    private HubSpotSignature() {}

    static String v1(String secret, byte[] body) {
        return sha256(secret, body);
    }

    static String v2(String secret, String method, String uri, byte[] body) {
        return sha256(secret + method + uri, body);
    }

    static String v3(String secret, String method, String uri, byte[] body, String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update(method.getBytes(UTF_8));
            mac.update(SignedUri.decoded(uri).getBytes(UTF_8));
            mac.update(body);
            mac.update(timestamp.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256: use another one", e);
        }
    }

    private static String sha256(String before, byte[] body) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(before.getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(body));
    }
}

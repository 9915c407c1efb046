package io.quill.operate.client;

import io.quill.operate.access.signature.ContentDigest;
import io.quill.operate.access.signature.MessageSignature;
import io.quill.operate.access.signature.SignableMessage;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Signs requests with HTTP Message Signatures (RFC 9421). */
record RequestSigner(String secret, InstantSource clock) {
    private static final String PREFIX = "whsec_";
    private static final String DIGEST = "Content-Digest";

    /** The headers to send with a question, each time under a nonce of its own. */
    Map<String, String> of(AdminQuestion adminQuestion) {
        Map<String, String> headers = new TreeMap<>();
        List<String> covered = new ArrayList<>(List.of("@method", "@path", "@query"));
        if (adminQuestion.body().length > 0) {
            headers.put(DIGEST, ContentDigest.of(adminQuestion.body()));
            covered.add("content-digest");
        }
        MessageSignature.Parameters parameters =
                new MessageSignature.Parameters(
                        "quill", clock.instant(), UUID.randomUUID().toString(), "command-line");
        headers.putAll(
                MessageSignature.sign(message(adminQuestion, headers), covered, parameters, key()));
        return headers;
    }

    private static SignableMessage message(
            AdminQuestion adminQuestion, Map<String, String> headers) {
        return new SignableMessage() {
            @Override
            public String method() {
                return adminQuestion.method();
            }

            @Override
            public String target() {
                return adminQuestion.target();
            }

            @Override
            public List<String> all(String name) {
                return name.equalsIgnoreCase(DIGEST) ? List.of(headers.get(DIGEST)) : List.of();
            }
        };
    }

    private byte[] key() {
        try {
            return Base64.getDecoder()
                    .decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        } catch (IllegalArgumentException _) {
            throw new UnreachableException(
                    "ADMIN_HMAC_SECRET must be whsec_ and base64; the request was " + "not sent");
        }
    }

    @Override
    public String toString() {
        return "Signature[…]";
    }
}

package io.quill.operate.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.access.signature.ContentDigest;
import io.quill.operate.access.signature.MessageSignature;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Requests signed after RFC 9421. A signature has to cover method, path, query and the digest of a
 * body.
 */
final class SignedRequests {
    static final String LABEL = "quill";

    private static final String DIGEST = "content-digest";
    private static final List<String> COVERED = List.of("@method", "@path", "@query");
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int LONGEST_NONCE = 256;
    private static final int LONGEST_KEYID = 64;
    private static final String SECRET = "whsec_";
    private static final String PUBLIC_KEY = "whpk_";

    private SignedRequests() {}

    /** A signature that is genuine as far as the head of its request goes. */
    record Signed(String keyid, String nonce, boolean coversBody) {}

    static boolean isClaimed(AdminRequest adminRequest) {
        return !adminRequest.all(MessageSignature.INPUT).isEmpty()
                || !adminRequest.all(MessageSignature.SIGNATURE).isEmpty();
    }

    /** None where the head alone shows that it is not signed as it has to be. */
    static Optional<Signed> read(AdminRequest adminRequest, List<String> secrets) {
        return MessageSignature.of(adminRequest, LABEL)
                .filter(each -> COVERED.stream().allMatch(each::covers))
                .filter(each -> each.text("alg").filter("hmac-sha256"::equals).isPresent())
                .filter(each -> isNow(each, adminRequest.at()))
                .filter(each -> isOfOne(each, adminRequest, secrets))
                .flatMap(SignedRequests::signed);
    }

    private static boolean isNow(MessageSignature signature, Instant now) {
        boolean recent =
                signature
                        .time("created")
                        .map(created -> Duration.between(created, now).abs())
                        .filter(age -> age.compareTo(WINDOW) <= 0)
                        .isPresent();
        boolean expires = signature.hasParameter("expires");
        return recent && (!expires || signature.time("expires").filter(now::isBefore).isPresent());
    }

    /** Every secret is tried, so that the time taken does not tell which of them came close. */
    private static boolean isOfOne(
            MessageSignature signature, AdminRequest adminRequest, List<String> secrets) {
        boolean genuine = false;
        for (String secret : secrets) {
            for (byte[] key : keys(secret)) {
                genuine |= signature.verify(adminRequest, key);
            }
        }
        return genuine;
    }

    /** The bytes that the base64 stands for; some clients take the text of a secret instead. */
    private static List<byte[]> keys(String secret) {
        if (secret.startsWith(PUBLIC_KEY)) {
            return List.of();
        }
        String bare = secret.startsWith(SECRET) ? secret.substring(SECRET.length()) : secret;
        try {
            return List.of(Base64.getDecoder().decode(bare), secret.getBytes(UTF_8));
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    private static Optional<Signed> signed(MessageSignature signature) {
        Optional<String> nonce = within(signature.text("nonce"), LONGEST_NONCE);
        Optional<String> keyid = within(signature.text("keyid"), LONGEST_KEYID);
        return keyid.isPresent() && nonce.isPresent()
                ? Optional.of(new Signed(keyid.get(), nonce.get(), signature.covers(DIGEST)))
                : Optional.empty();
    }

    private static Optional<String> within(Optional<String> text, int longest) {
        return text.filter(it -> !it.isBlank() && it.length() <= longest);
    }

    /** Returns whether the body is the signed one; without a body no digest is needed. */
    static boolean fitsBody(Signed signed, AdminRequest adminRequest) {
        return signed.coversBody()
                ? ContentDigest.fits(adminRequest.all(DIGEST), adminRequest.body())
                : adminRequest.body().length == 0;
    }
}

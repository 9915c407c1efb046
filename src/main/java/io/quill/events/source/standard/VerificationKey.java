package io.quill.events.source.standard;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Key that verifies a signature: a shared secret for v1, the sender's public key for v1a. */
sealed interface VerificationKey {
    /** Returns whether a signature is valid for this content. */
    boolean verifies(SignedContent content, String signature);

    String version();

    record Secret(SecretKeySpec secret) implements VerificationKey {
        private static final int FEWEST_BYTES = 16;

        static VerificationKey of(String base64) {
            byte[] bytes = decoded(base64);
            if (bytes.length < FEWEST_BYTES) {
                throw new IllegalArgumentException(
                        "a secret of a webhook signature needs " + FEWEST_BYTES + " bytes or more");
            }
            return new Secret(new SecretKeySpec(bytes, "HmacSHA256"));
        }

        @Override
        public String version() {
            return "v1";
        }

        @Override
        public boolean verifies(SignedContent content, String signature) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(secret);
                mac.update(content.head());
                byte[] expected = Base64.getEncoder().encode(mac.doFinal(content.body()));
                return MessageDigest.isEqual(expected, SignedContent.bytes(signature));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java has no HmacSHA256: use another one", e);
            }
        }

        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    record Public(PublicKey key) implements VerificationKey {
        /** Prefix that X.509 puts before the 32 bytes of an Ed25519 key. */
        private static final String ENVELOPE = "302a300506032b6570032100";

        static VerificationKey of(String base64) {
            String encoded = ENVELOPE + HexFormat.of().formatHex(decoded(base64));
            try {
                X509EncodedKeySpec spec = new X509EncodedKeySpec(HexFormat.of().parseHex(encoded));
                return new Public(KeyFactory.getInstance("Ed25519").generatePublic(spec));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException(
                        "a public key of a webhook signature is whpk_ and 32 bytes in base64", e);
            }
        }

        @Override
        public String version() {
            return "v1a";
        }

        @Override
        public boolean verifies(SignedContent content, String signature) {
            try {
                Signature ed25519 = Signature.getInstance("Ed25519");
                ed25519.initVerify(key);
                ed25519.update(content.head());
                ed25519.update(content.body());
                return ed25519.verify(Base64.getDecoder().decode(signature));
            } catch (SignatureException | InvalidKeyException | IllegalArgumentException _) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java has no Ed25519: use another one", e);
            }
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            // the decoder's own message would tell a character of the key
            throw new IllegalArgumentException(
                    "a key of a webhook signature is whsec_ or whpk_ and base64");
        }
    }
}

package io.quill.operate.access.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.access.signature.StructuredField.Value;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HTTP message signature: covered components, parameters and value. */
public final class MessageSignature {
    public static final String INPUT = "signature-input";
    public static final String SIGNATURE = "signature";

    private static final String HMAC = "HmacSHA256";

    private final StructuredField input;
    private final List<StructuredField> components;
    private final byte[] value;

    private MessageSignature(
            StructuredField input, List<StructuredField> components, byte[] value) {
        this.input = input;
        this.components = components;
        this.value = value;
    }

    /** The one under a label; none where its two headers do not say one. */
    public static Optional<MessageSignature> of(SignableMessage signableMessage, String label) {
        Optional<StructuredField> input = member(signableMessage, INPUT, label);
        Optional<StructuredField> signature = member(signableMessage, SIGNATURE, label);
        return input.isPresent()
                        && input.get().value()
                                instanceof Value.Inner(List<StructuredField> components)
                        && components.stream().allMatch(each -> each.value() instanceof Value.Text)
                        && signature.isPresent()
                        && signature.get().value() instanceof Value.Bytes bytes
                ? Optional.of(new MessageSignature(input.get(), components, bytes.array()))
                : Optional.empty();
    }

    private static Optional<StructuredField> member(
            SignableMessage signableMessage, String header, String label) {
        return StructuredFieldParser.dictionary(signableMessage.all(header))
                .map(members -> members.get(label));
    }

    public Optional<String> text(String parameter) {
        return input.parameters().get(parameter) instanceof Value.Text(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    public Optional<Instant> time(String parameter) {
        return input.parameters().get(parameter) instanceof Value.Whole(long seconds)
                ? Optional.of(Instant.ofEpochSecond(seconds))
                : Optional.empty();
    }

    /** Returns whether a parameter is present, with any value. */
    public boolean hasParameter(String parameter) {
        return input.parameters().containsKey(parameter);
    }

    public boolean covers(String component) {
        return components.contains(new StructuredField(new Value.Text(component), Map.of()));
    }

    /**
     * Returns whether a holder of the secret signed this message; takes the same time either way.
     */
    public boolean verify(SignableMessage signableMessage, byte[] secret) {
        return signatureBase(signableMessage)
                .filter(text -> MessageDigest.isEqual(hmac(secret, text), value))
                .isPresent();
    }

    /** None where something that is covered is not there, or cannot be told from the message. */
    Optional<String> signatureBase(SignableMessage signableMessage) {
        return signatureBase(signableMessage, components, input);
    }

    private static Optional<String> signatureBase(
            SignableMessage signableMessage,
            List<StructuredField> components,
            StructuredField input) {
        StringBuilder base = new StringBuilder();
        Set<StructuredField> seen = new HashSet<>();
        for (StructuredField each : components) {
            Optional<String> component =
                    each.value() instanceof Value.Text(String name)
                                    && each.parameters().isEmpty()
                                    && seen.add(each)
                            ? signableMessage.component(name)
                            : Optional.empty();
            if (component.isEmpty()) {
                return Optional.empty();
            }
            base.append(each).append(": ").append(component.get()).append('\n');
        }
        return Optional.of(base.append("\"@signature-params\": ").append(input).toString());
    }

    /**
     * The two headers that sign a message.
     *
     * @param covered components that the message has
     */
    public static Map<String, String> sign(
            SignableMessage signableMessage,
            List<String> covered,
            Parameters parameters,
            byte[] secret) {
        List<StructuredField> components =
                covered.stream()
                        .map(name -> new StructuredField(new Value.Text(name), Map.of()))
                        .toList();
        StructuredField input =
                new StructuredField(new Value.Inner(components), parameters.fields());
        String base = signatureBase(signableMessage, components, input).orElseThrow();
        return Map.of(
                "Signature-Input",
                parameters.label() + "=" + input,
                "Signature",
                parameters.label() + "=" + Value.Bytes.of(hmac(secret, base)));
    }

    /** Parameters beside the components, in this order. */
    public record Parameters(String label, Instant created, String nonce, String keyid) {
        Map<String, Value> fields() {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("created", new Value.Whole(created.getEpochSecond()));
            fields.put("nonce", new Value.Text(nonce));
            fields.put("keyid", new Value.Text(keyid));
            fields.put("alg", new Value.Text("hmac-sha256"));
            return fields;
        }
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}

package io.quill.operate.access.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.access.signature.Field.Value;

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

/**
 * A signature of a request: what it covers, its parameters, and the value that only a holder of the
 * secret can make.
 */
public final class MessageSignature {
    public static final String INPUT = "signature-input";
    public static final String SIGNATURE = "signature";

    private static final String HMAC = "HmacSHA256";

    private final Field input;
    private final List<Field> components;
    private final byte[] value;

    private MessageSignature(Field input, List<Field> components, byte[] value) {
        this.input = input;
        this.components = components;
        this.value = value;
    }

    /** The one under a label; none where its two headers do not say one. */
    public static Optional<MessageSignature> of(Message message, String label) {
        Optional<Field> input = member(message, INPUT, label);
        Optional<Field> signature = member(message, SIGNATURE, label);
        return input.isPresent()
                        && input.get().value() instanceof Value.Inner(List<Field> components)
                        && components.stream().allMatch(each -> each.value() instanceof Value.Text)
                        && signature.isPresent()
                        && signature.get().value() instanceof Value.Bytes bytes
                ? Optional.of(new MessageSignature(input.get(), components, bytes.array()))
                : Optional.empty();
    }

    private static Optional<Field> member(Message message, String header, String label) {
        return FieldReader.dictionary(message.all(header)).map(members -> members.get(label));
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

    /** Whether a parameter stands there, whatever it says. */
    public boolean says(String parameter) {
        return input.parameters().containsKey(parameter);
    }

    public boolean covers(String component) {
        return components.contains(new Field(new Value.Text(component), Map.of()));
    }

    /** Whether a holder of the secret signed this message; compared in the same time, however. */
    public boolean isOf(Message message, byte[] secret) {
        return base(message)
                .filter(text -> MessageDigest.isEqual(hmac(secret, text), value))
                .isPresent();
    }

    /** None where something that is covered is not there, or cannot be told from the message. */
    Optional<String> base(Message message) {
        return base(message, components, input);
    }

    private static Optional<String> base(Message message, List<Field> components, Field input) {
        StringBuilder base = new StringBuilder();
        Set<Field> seen = new HashSet<>();
        for (Field each : components) {
            Optional<String> component =
                    each.value() instanceof Value.Text(String name)
                                    && each.parameters().isEmpty()
                                    && seen.add(each)
                            ? message.component(name)
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
            Message message, List<String> covered, Parameters parameters, byte[] secret) {
        List<Field> components =
                covered.stream().map(name -> new Field(new Value.Text(name), Map.of())).toList();
        Field input = new Field(new Value.Inner(components), parameters.fields());
        String base = base(message, components, input).orElseThrow();
        return Map.of(
                "Signature-Input",
                parameters.label() + "=" + input,
                "Signature",
                parameters.label() + "=" + Value.Bytes.of(hmac(secret, base)));
    }

    /** What is said beside the components, in this order. */
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

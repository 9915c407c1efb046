package io.quill.events.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * JSON object as its source sent it. Numbers keep their literals, so that ids beyond 2^53 stay
 * exact; null equals absent; arrays are dropped.
 */
public final class JsonObject {
    private final Map<String, Object> values;
    private final byte[] source;
    private final int from;
    private final int to;

    JsonObject(Map<String, Object> values, byte[] source, int from, int to) {
        this.values = values;
        this.source = source;
        this.from = from;
        this.to = to;
    }

    /** A number by its literal, apart from a text that merely looks like one. */
    record Literal(String text) {}

    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Returns the text or number of a name, stripped; a blank one is absent. */
    public Optional<String> text(String name) {
        String text =
                switch (values.get(name)) {
                    case String string -> string.strip();
                    case Literal(String literal) -> literal;
                    case null, default -> "";
                };
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Returns the identifier of a name, the same for a number and a text. */
    public Optional<String> id(String name) {
        return switch (values.get(name)) {
            case String string -> Identifier.ofText(string.strip());
            case Literal(String literal) -> Identifier.ofNumber(literal);
            case null, default -> Optional.empty();
        };
    }

    /** Returns the identifier that follows a prefix of the text of a name. */
    public Optional<String> idAfterPrefix(String name, String prefix) {
        return text(name)
                .filter(text -> text.startsWith(prefix))
                .flatMap(text -> Identifier.ofText(text.substring(prefix.length())));
    }

    /** Returns a code or its word; 1, "1" and 1.0 are the same code. */
    public Optional<String> code(String name) {
        return text(name).map(text -> Identifier.number(text).orElse(text));
    }

    /** Returns the number of a name, truncated to a whole one. */
    public OptionalLong wholeNumber(String name) {
        return switch (values.get(name)) {
            case String string -> WholeNumber.parse(string.strip());
            case Literal(String literal) -> WholeNumber.parse(literal);
            case null, default -> OptionalLong.empty();
        };
    }

    public Optional<JsonObject> object(String name) {
        return values.get(name) instanceof JsonObject object
                ? Optional.of(object)
                : Optional.empty();
    }

    /** Returns a copy with other names, in nested objects too. */
    public JsonObject withRenamedKeys(UnaryOperator<String> name) {
        Map<String, Object> renamed = HashMap.newHashMap(values.size());
        values.forEach(
                (key, value) ->
                        renamed.putIfAbsent(
                                name.apply(key),
                                value instanceof JsonObject inner
                                        ? inner.withRenamedKeys(name)
                                        : value));
        return new JsonObject(renamed, source, from, to);
    }

    /** Returns the bytes the object was read from. */
    public byte[] raw() {
        return Arrays.copyOfRange(source, from, to);
    }

    @Override
    public String toString() {
        return "JsonObject[" + (to - from) + " bytes]";
    }
}

package io.quill.events.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * A JSON object as its source sent it. A number keeps its literal, so that an id beyond 2^53 stays
 * what it was; null is the same as absent; arrays are not kept.
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

    /** The text or the number of this name, without blanks around it; a blank one is absent. */
    public Optional<String> text(String name) {
        String text =
                switch (values.get(name)) {
                    case String string -> string.strip();
                    case Literal(String literal) -> literal;
                    case null, default -> "";
                };
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The identifier of this name, the same whether it was sent as a number or as a text. */
    public Optional<String> id(String name) {
        return switch (values.get(name)) {
            case String string -> Identifier.ofText(string.strip());
            case Literal(String literal) -> Identifier.ofNumber(literal);
            case null, default -> Optional.empty();
        };
    }

    /** The identifier that follows a fixed beginning of the text of this name. */
    public Optional<String> idBehind(String name, String prefix) {
        return text(name)
                .filter(text -> text.startsWith(prefix))
                .flatMap(text -> Identifier.ofText(text.substring(prefix.length())));
    }

    /** A code or the word for it: 1, "1" and 1.0 are one code. */
    public Optional<String> code(String name) {
        return text(name).map(text -> Identifier.number(text).orElse(text));
    }

    /** The number of this name, cut to a whole one. */
    public OptionalLong whole(String name) {
        return switch (values.get(name)) {
            case String string -> Whole.of(string.strip());
            case Literal(String literal) -> Whole.of(literal);
            case null, default -> OptionalLong.empty();
        };
    }

    public Optional<JsonObject> object(String name) {
        return values.get(name) instanceof JsonObject object
                ? Optional.of(object)
                : Optional.empty();
    }

    /** The same object, and those within it, under other names. */
    public JsonObject renamed(UnaryOperator<String> name) {
        Map<String, Object> renamed = HashMap.newHashMap(values.size());
        values.forEach(
                (key, value) ->
                        renamed.putIfAbsent(
                                name.apply(key),
                                value instanceof JsonObject inner ? inner.renamed(name) : value));
        return new JsonObject(renamed, source, from, to);
    }

    /** The bytes it was read from. */
    public byte[] raw() {
        return Arrays.copyOfRange(source, from, to);
    }

    @Override
    public String toString() {
        return "JsonObject[" + (to - from) + " bytes]";
    }
}

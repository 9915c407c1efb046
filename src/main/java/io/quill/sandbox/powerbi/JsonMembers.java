package io.quill.sandbox.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Typed members of a JSON object. Property names are case-sensitive, and unknown ones are refused.
 */
final class JsonMembers {
    private static final String API = "Microsoft.PowerBI.ServiceContracts.Api.";

    // the pattern of the API's own description: no ! " $ % & ' ( ) * + , . / : ; < = > ? [ \ ] ` {
    private static final Pattern NAME =
            Pattern.compile(
                    "[\\x09\\x0A\\x0D\\x20\\x23\\x2D\\x30-\\x39\\x40-\\x5A\\x5E-\\x5F\\x61-\\x7A"
                            + "\\x7E-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]{1,100}");

    private static final Pattern PRINTABLE =
            Pattern.compile(
                    "[\\x09\\x0A\\x0D\\x20-\\x7E\\x85\\xA0-\\uD7FF\\uE000-\\uFFFD"
                            + "\\x{10000}-\\x{10FFFF}]+");

    private final JsonNode node;
    private final String target;

    private JsonMembers(JsonNode node, String target) {
        this.node = node;
        this.target = target;
    }

    static JsonMembers of(JsonNode node, String type, String target, Set<String> known) {
        if (!node.isObject()) {
            throw new RefusedException(
                    PowerBiErrors.invalid(target, "A value of type " + API + type + " is due."));
        }
        for (var member : node.properties()) {
            if (!known.contains(member.getKey())) {
                throw new RefusedException(
                        PowerBiErrors.invalid(
                                target,
                                PowerBiErrors.unknownProperty(member.getKey(), API + type)));
            }
        }
        return new JsonMembers(node, target);
    }

    String text(String property) {
        JsonNode value = node.path(property);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw refused("The property '" + property + "' is required.");
        }
        return value.asText();
    }

    /** A text that the API's pattern for names of tables and relationships allows. */
    String name(String property) {
        return matching(NAME, property);
    }

    /** A text that the API's pattern for names of columns allows: printable, of any length. */
    String printable(String property) {
        return matching(PRINTABLE, property);
    }

    private String matching(Pattern allowed, String property) {
        String name = text(property);
        if (!allowed.matcher(name).matches()) {
            throw refused("The value '" + name + "' of '" + property + "' is not a valid name.");
        }
        return name;
    }

    /** A text that, where it is given, is one of these in any case. */
    Optional<String> oneOf(String property, Set<String> allowed) {
        JsonNode value = node.path(property);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String lower = value.asText().toLowerCase(Locale.ROOT);
        if (!allowed.contains(lower)) {
            throw refused("The value '" + value.asText() + "' of '" + property + "' is unknown.");
        }
        return Optional.of(lower);
    }

    List<JsonNode> list(String property, int most) {
        JsonNode value = node.path(property);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most) {
            throw refused("'" + property + "' is a list of at most " + most + ".");
        }
        return StreamSupport.stream(value.spliterator(), false).toList();
    }

    RefusedException refused(String message) {
        return new RefusedException(PowerBiErrors.invalid(target, message));
    }
}

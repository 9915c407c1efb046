package io.quill.operate.access.signature;

import io.quill.operate.access.signature.StructuredField.Value;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parser of Structured Fields dictionaries (RFC 8941); invalid ones are read as absent. */
final class StructuredFieldParser {
    private static final int LONGEST = 8_192;
    private static final Value TRUE = new Value.Word("?1");

    private final String text;
    private int at;

    private StructuredFieldParser(String text) {
        this.text = text;
    }

    /** A field is not as RFC 8941 has it. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The members by their keys; of a key that stands twice nobody can say which one counts.
     *
     * @param lines of one header, in their order
     */
    static Optional<Map<String, StructuredField>> dictionary(List<String> lines) {
        String text = String.join(", ", lines);
        try {
            return text.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new StructuredFieldParser(text).members());
        } catch (Malformed _) {
            return Optional.empty();
        }
    }

    private Map<String, StructuredField> members() {
        Map<String, StructuredField> members = new LinkedHashMap<>();
        blanks();
        while (at < text.length()) {
            StructuredField structuredField;
            String key = key();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                structuredField = field();
            } else {
                structuredField = new StructuredField(TRUE, parameters());
            }
            require(members.put(key, structuredField) == null);
            blanks();
            if (at < text.length()) {
                expect(',');
                blanks();
                require(at < text.length());
            }
        }
        return members;
    }

    private StructuredField field() {
        if (peek() != '(') {
            return new StructuredField(bare(), parameters());
        }
        at++;
        List<StructuredField> items = new ArrayList<>();
        spaces();
        while (peek() != ')') {
            items.add(new StructuredField(bare(), parameters()));
            require(peek() == ' ' || peek() == ')');
            spaces();
        }
        at++;
        return new StructuredField(new Value.Inner(items), parameters());
    }

    private Map<String, Value> parameters() {
        Map<String, Value> parameters = new LinkedHashMap<>();
        while (at < text.length() && text.charAt(at) == ';') {
            at++;
            spaces();
            String key = key();
            Value value = TRUE;
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                value = bare();
            }
            require(parameters.put(key, value) == null);
        }
        return parameters;
    }

    private Value bare() {
        char first = peek();
        if (first == '"') {
            return string();
        }
        if (first == ':') {
            return bytes();
        }
        String word =
                run(
                        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!#$%&'*+^`|:/?");
        if (word.matches("-?\\d{1,15}")) {
            return new Value.Whole(Long.parseLong(word));
        }
        require(word.matches("[A-Za-z*].*|\\?[01]|-?\\d{1,12}\\.\\d{1,3}"));
        return new Value.Word(word);
    }

    private Value string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (peek() != '"') {
            char c = text.charAt(at++);
            require(c >= 0x20 && c < 0x7f);
            if (c == '\\') {
                c = peek();
                require(c == '"' || c == '\\');
                at++;
            }
            out.append(c);
        }
        at++;
        return new Value.Text(out.toString());
    }

    private Value bytes() {
        int end = text.indexOf(':', at + 1);
        require(end > 0);
        try {
            byte[] decoded = Base64.getDecoder().decode(text.substring(at + 1, end));
            at = end + 1;
            return Value.Bytes.of(decoded);
        } catch (IllegalArgumentException _) {
            throw new Malformed();
        }
    }

    private String key() {
        String key = run("abcdefghijklmnopqrstuvwxyz0123456789_-.*");
        require(!key.isEmpty() && (Character.isLowerCase(key.charAt(0)) || key.charAt(0) == '*'));
        return key;
    }

    private String run(String allowed) {
        int start = at;
        while (at < text.length() && allowed.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private char peek() {
        require(at < text.length());
        return text.charAt(at);
    }

    private void expect(char c) {
        require(peek() == c);
        at++;
    }

    private void spaces() {
        run(" ");
    }

    private void blanks() {
        run(" \t");
    }

    private static void require(boolean so) {
        if (!so) {
            throw new Malformed();
        }
    }
}

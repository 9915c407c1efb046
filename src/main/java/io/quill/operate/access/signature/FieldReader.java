package io.quill.operate.access.signature;

import io.quill.operate.access.signature.Field.Value;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a dictionary of Structured Fields (RFC 8941); what is not one is read as nothing. */
final class FieldReader {
    private static final int LONGEST = 8_192;
    private static final Value TRUE = new Value.Word("?1");

    private final String text;
    private int at;

    private FieldReader(String text) {
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
    static Optional<Map<String, Field>> dictionary(List<String> lines) {
        String text = String.join(", ", lines);
        try {
            return text.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new FieldReader(text).members());
        } catch (Malformed _) {
            return Optional.empty();
        }
    }

    private Map<String, Field> members() {
        Map<String, Field> members = new LinkedHashMap<>();
        blanks();
        while (at < text.length()) {
            Field field;
            String key = key();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                field = field();
            } else {
                field = new Field(TRUE, parameters());
            }
            demand(members.put(key, field) == null);
            blanks();
            if (at < text.length()) {
                expect(',');
                blanks();
                demand(at < text.length());
            }
        }
        return members;
    }

    private Field field() {
        if (peek() != '(') {
            return new Field(bare(), parameters());
        }
        at++;
        List<Field> items = new ArrayList<>();
        spaces();
        while (peek() != ')') {
            items.add(new Field(bare(), parameters()));
            demand(peek() == ' ' || peek() == ')');
            spaces();
        }
        at++;
        return new Field(new Value.Inner(items), parameters());
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
            demand(parameters.put(key, value) == null);
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
        demand(word.matches("[A-Za-z*].*|\\?[01]|-?\\d{1,12}\\.\\d{1,3}"));
        return new Value.Word(word);
    }

    private Value string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (peek() != '"') {
            char c = text.charAt(at++);
            demand(c >= 0x20 && c < 0x7f);
            if (c == '\\') {
                c = peek();
                demand(c == '"' || c == '\\');
                at++;
            }
            out.append(c);
        }
        at++;
        return new Value.Text(out.toString());
    }

    private Value bytes() {
        int end = text.indexOf(':', at + 1);
        demand(end > 0);
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
        demand(!key.isEmpty() && (Character.isLowerCase(key.charAt(0)) || key.charAt(0) == '*'));
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
        demand(at < text.length());
        return text.charAt(at);
    }

    private void expect(char c) {
        demand(peek() == c);
        at++;
    }

    private void spaces() {
        run(" ");
    }

    private void blanks() {
        run(" \t");
    }

    private static void demand(boolean so) {
        if (!so) {
            throw new Malformed();
        }
    }
}

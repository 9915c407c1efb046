package io.quill.sandbox.dax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a query token by token against the templates of {@link DaxEngine}. */
final class DaxParser {
    private record Reference(String table, String column) {}

    // a text is matched possessively, so that its length costs no stack
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*+(?:(?<text>\"(?:[^\"]++|\"\")*+\")|(?<table>'[^']++')"
                            + "|(?<column>\\[[^\\]]++\\])|(?<word>[\\p{L}\\d_.]++)"
                            + "|(?<sign>[(){},>])|(?<end>$))");

    private final String query;
    private final Matcher tokens;
    private String token = "";
    private boolean word;

    private DaxParser(String query) {
        this.query = query.strip();
        this.tokens = TOKEN.matcher(this.query);
        next();
    }

    static DaxQuery read(String query) {
        DaxParser reader = new DaxParser(query);
        reader.take("EVALUATE");
        DaxQuery read = reader.expression();
        if (!reader.token.isEmpty()) {
            throw reader.unexpected();
        }
        return read;
    }

    private DaxQuery expression() {
        if (is("ROW")) {
            return counted();
        }
        return is("FILTER") ? repeated() : selected();
    }

    private DaxQuery counted() {
        open("ROW");
        String rows = text();
        take(",");
        String table = countRows();
        take(",");
        String different = text();
        take(",");
        open("DISTINCTCOUNT");
        Reference key = of(table, reference());
        take(")");
        take(")");
        return new DaxQuery.Counted(table, key.column, rows, different);
    }

    private DaxQuery repeated() {
        open("FILTER");
        open("SUMMARIZECOLUMNS");
        Reference key = reference();
        take(",");
        String label = text();
        take(",");
        if (!countRows().equalsIgnoreCase(key.table)) {
            throw unexpected();
        }
        take(")");
        take(",");
        take("[" + label + "]");
        take(">");
        long times = number();
        take(")");
        return new DaxQuery.Repeated(key.table, key.column, label, times);
    }

    private DaxQuery selected() {
        open("SELECTCOLUMNS");
        if (!is("FILTER")) {
            String table = table();
            Labelled labelled = labelled(table);
            return new DaxQuery.Keys(table, labelled.column, labelled.label);
        }
        open("FILTER");
        String table = table();
        take(",");
        Reference key = of(table, reference());
        take("IN");
        List<String> keys = texts();
        take(")");
        Labelled labelled = labelled(table);
        if (!labelled.column.equalsIgnoreCase(key.column)) {
            throw unexpected();
        }
        return new DaxQuery.Present(table, key.column, labelled.label, keys);
    }

    private record Labelled(String label, String column) {}

    private Labelled labelled(String table) {
        take(",");
        String label = text();
        take(",");
        Reference column = of(table, reference());
        take(")");
        return new Labelled(label, column.column);
    }

    private String countRows() {
        open("COUNTROWS");
        String table = table();
        take(")");
        return table;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        take("{");
        texts.add(text());
        while (is(",")) {
            take(",");
            texts.add(text());
        }
        take("}");
        return texts;
    }

    private Reference of(String table, Reference reference) {
        if (!reference.table.equalsIgnoreCase(table)) {
            throw unexpected();
        }
        return reference;
    }

    private Reference reference() {
        String table = table();
        if (!token.startsWith("[")) {
            throw unexpected();
        }
        String column = token.substring(1, token.length() - 1);
        next();
        return new Reference(table, column);
    }

    private String table() {
        boolean quoted = token.startsWith("'");
        if (!quoted && !word) {
            throw unexpected();
        }
        String table = quoted ? token.substring(1, token.length() - 1) : token;
        next();
        return table;
    }

    private String text() {
        if (!token.startsWith("\"")) {
            throw unexpected();
        }
        String text = token.substring(1, token.length() - 1).replace("\"\"", "\"");
        next();
        return text;
    }

    private long number() {
        try {
            long number = Long.parseLong(token);
            next();
            return number;
        } catch (NumberFormatException _) {
            throw unexpected();
        }
    }

    private void open(String function) {
        take(function);
        take("(");
    }

    private boolean is(String wanted) {
        return token.equalsIgnoreCase(wanted);
    }

    private void take(String wanted) {
        if (!is(wanted)) {
            throw unexpected();
        }
        next();
    }

    private void next() {
        if (!tokens.lookingAt()) {
            throw unexpected();
        }
        token = tokens.group().strip();
        word = tokens.group("word") != null;
        tokens.region(tokens.end(), query.length());
    }

    private DaxError unexpected() {
        String near = token.length() > 40 ? token.substring(0, 40) : token;
        return new DaxError(
                "Query (1, 1) The syntax for '"
                        + near
                        + "' is incorrect, or the sandbox does not"
                        + " know this query.");
    }
}

package io.quill.warehouse.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL's json_to_record: the document is gone through once for all fields together, and not
 * once for each. What lies deeper is looked for in its part of the document.
 */
final class JsonRecord {
    /** Longer keys than names may be are passed over by PostgreSQL. */
    private static final int LONGEST_NAME = 62;

    private final Map<String, String> columns = new LinkedHashMap<>();
    private final List<String> read = new ArrayList<>();

    JsonRecord(List<JsonField> fields) {
        fields.forEach(field -> read.add(access(field) + " AS " + field.alias()));
    }

    private String access(JsonField field) {
        String key = field.path().getFirst();
        if (key.length() > LONGEST_NAME) {
            return deeper("d", field.path(), field);
        }
        if (field.path().size() == 1 && field.picks().isEmpty()) {
            return column(key, "text");
        }
        List<String> rest = field.path().subList(1, field.path().size());
        return deeper(column(key, "json"), rest, field);
    }

    private String column(String key, String type) {
        String name = "\"" + key + "\"";
        String known = columns.putIfAbsent(name, type);
        return known == null || known.equals(type)
                ? "r." + name
                : "(d " + (type.equals("text") ? "->>" : "->") + " '" + key + "')";
    }

    private static String deeper(String part, List<String> path, JsonField field) {
        if (field.picks().isEmpty()) {
            return part + " #>> '{" + String.join(",", path) + "}'";
        }
        JsonField.Pick pick = field.picks().getFirst();
        String way = path.isEmpty() ? "$" : "$." + String.join(".", path);
        return ("CASE WHEN pg_input_is_valid((%1$s)::text, 'jsonb') THEN"
                        + " jsonb_path_query_first((%1$s)::text::jsonb, '%2$s[*] ? (@.%3$s == \"%4$s\").%5$s')"
                        + " #>> '{}' END")
                .formatted(part, way, pick.key(), pick.equals(), pick.value());
    }

    /** OFFSET 0 keeps the document from being checked once a field. */
    String query(String kept, String document, String canBeText, String from) {
        String parsed =
                ("SELECT %1$s, CASE WHEN %3$s IS JSON OBJECT AND %2$s THEN (%3$s)::json END AS d"
                                + " FROM %4$s OFFSET 0")
                        .formatted(kept, canBeText, document, from);
        return "SELECT %s, %s FROM (%s) AS parsed%s"
                .formatted(kept, String.join(", ", read), parsed, joined());
    }

    private String joined() {
        if (columns.isEmpty()) {
            return "";
        }
        List<String> definitions = new ArrayList<>();
        columns.forEach((name, type) -> definitions.add(name + " " + type));
        return " CROSS JOIN LATERAL json_to_record(d) AS r(" + String.join(", ", definitions) + ")";
    }
}

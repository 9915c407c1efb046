package io.quill.records.warehouse.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Query by PostgreSQL's json_to_record, which reads the document once for all fields. */
final class JsonToRecord {
    /** Longer keys than names may be are passed over by PostgreSQL. */
    private static final int LONGEST_NAME = 62;

    private final String document;
    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<String> parts = new LinkedHashSet<>();
    private final List<String> read = new ArrayList<>();

    /**
     * @param document an expression that is null where there is no JSON object
     */
    JsonToRecord(String document, List<JsonField> fields) {
        this.document = document;
        fields.forEach(field -> (isPlain(field) ? texts : parts).add(field.path().getFirst()));
        texts.removeAll(parts);
        fields.forEach(field -> read.add(access(field) + " AS " + field.alias()));
    }

    private static boolean isPlain(JsonField field) {
        return field.path().size() == 1 && field.picks().isEmpty();
    }

    private String access(JsonField field) {
        String key = field.path().getFirst();
        if (key.length() > LONGEST_NAME) {
            return deeper("(" + document + ")", field.path(), field);
        }
        String column = "r.\"" + key + "\"";
        return texts.contains(key)
                ? column
                : deeper(column, field.path().subList(1, field.path().size()), field);
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

    String query(String kept, String from, String fence) {
        return "SELECT %s, %s%s FROM %s%s"
                .formatted(kept, String.join(", ", read), fence, from, joined());
    }

    private String joined() {
        List<String> columns = new ArrayList<>();
        texts.forEach(key -> columns.add("\"" + key + "\" text"));
        parts.forEach(key -> columns.add("\"" + key + "\" json"));
        if (columns.isEmpty()) {
            return "";
        }
        return " CROSS JOIN LATERAL json_to_record(%s) AS r(%s)"
                .formatted(document, String.join(", ", columns));
    }
}

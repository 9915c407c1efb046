package io.quill.records.warehouse.sql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Path of a text in a JSON object: Price, company.name, or CustomFields.Data[Name=Size].Value for
 * one of a list.
 *
 * @param alias the column it is read into
 */
public record JsonField(String alias, List<String> path, List<Pick> picks) {
    private static final Pattern SHAPE =
            Pattern.compile("([\\w.]+)(?:\\[(\\w+)=([\\w .-]+)\\]\\.(\\w+))?");

    /** The value beside a key in a list of objects. */
    public record Pick(String key, String equals, String value) {}

    public static JsonField of(String alias, String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException(
                    text + " is no path: Price, company.name or List[Key=wanted].Value");
        }
        List<Pick> picks =
                shape.group(2) == null
                        ? List.of()
                        : List.of(new Pick(shape.group(2), shape.group(3), shape.group(4)));
        return new JsonField(alias, List.of(shape.group(1).split("\\.")), picks);
    }

    String dotted() {
        return "$." + String.join(".", path);
    }
}

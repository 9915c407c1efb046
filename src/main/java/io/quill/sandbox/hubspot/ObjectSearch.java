package io.quill.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Search for objects: any of its groups must match, of a group all filters. */
final class ObjectSearch {
    private static final Set<String> OPERATORS =
            Set.of(
                    "EQ",
                    "NEQ",
                    "LT",
                    "LTE",
                    "GT",
                    "GTE",
                    "BETWEEN",
                    "IN",
                    "NOT_IN",
                    "HAS_PROPERTY",
                    "NOT_HAS_PROPERTY",
                    "CONTAINS_TOKEN");

    private final JsonNode body;

    ObjectSearch(JsonNode body) {
        this.body = body;
    }

    boolean isKnown() {
        return filters().allMatch(each -> OPERATORS.contains(each.path("operator").asText()));
    }

    List<CrmObject> of(List<CrmObject> all) {
        return all.stream().filter(this::finds).sorted(order()).toList();
    }

    private Stream<JsonNode> filters() {
        return elements(body.path("filterGroups")).flatMap(each -> elements(each.path("filters")));
    }

    private boolean finds(CrmObject object) {
        List<JsonNode> groups = elements(body.path("filterGroups")).toList();
        return groups.isEmpty() || groups.stream().anyMatch(each -> all(each, object));
    }

    private static boolean all(JsonNode group, CrmObject object) {
        return elements(group.path("filters")).allMatch(each -> passes(each, object));
    }

    private static boolean passes(JsonNode filter, CrmObject object) {
        String is = object.property(filter.path("propertyName").asText());
        String value = filter.path("value").asText();
        boolean has = !is.isEmpty();
        return switch (filter.path("operator").asText()) {
            case "EQ" -> is.equalsIgnoreCase(value);
            case "NEQ" -> !is.equalsIgnoreCase(value);
            case "LT" -> has && compared(is, value) < 0;
            case "LTE" -> has && compared(is, value) <= 0;
            case "GT" -> has && compared(is, value) > 0;
            case "GTE" -> has && compared(is, value) >= 0;
            case "BETWEEN" ->
                    has
                            && compared(is, value) >= 0
                            && compared(is, filter.path("highValue").asText()) <= 0;
            case "IN" -> isIn(is, filter);
            case "NOT_IN" -> !isIn(is, filter);
            case "HAS_PROPERTY" -> has;
            case "NOT_HAS_PROPERTY" -> !has;
            default -> is.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
        };
    }

    private static boolean isIn(String is, JsonNode filter) {
        return elements(filter.path("values")).anyMatch(each -> each.asText().equals(is));
    }

    private Comparator<CrmObject> order() {
        JsonNode sort = body.path("sorts").path(0);
        if (sort.isMissingNode()) {
            return (_, _) -> 0;
        }
        String by = sort.isTextual() ? sort.asText() : sort.path("propertyName").asText();
        Comparator<CrmObject> order =
                (one, other) -> compared(one.property(by), other.property(by));
        return sort.path("direction").asText().equals("DESCENDING") ? order.reversed() : order;
    }

    /** Times may be given in milliseconds too, and are told as texts. */
    private static int compared(String one, String other) {
        if (isNumber(one) && isNumber(other)) {
            return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
        }
        return moment(one).compareTo(moment(other));
    }

    private static String moment(String text) {
        return text.matches("\\d{13}")
                ? Instant.ofEpochMilli(Long.parseLong(text)).toString()
                : text;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

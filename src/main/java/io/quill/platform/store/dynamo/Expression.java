package io.quill.platform.store.dynamo;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Item;
import io.quill.platform.store.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds expressions in which every name and value is a placeholder: many names are reserved. */
final class Expression {
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final String now;

    Expression(Instant now) {
        this.now = Long.toString(now.getEpochSecond());
    }

    String name(String attribute) {
        return placeholders.computeIfAbsent(attribute, _ -> "#n" + placeholders.size());
    }

    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    String unexpired() {
        String expiry = name(Item.EXPIRES_AT);
        return "(attribute_not_exists(%s) OR %s > %s)".formatted(expiry, expiry, instant());
    }

    Optional<String> holds(Condition condition) {
        return switch (condition) {
            case Condition.None() -> Optional.empty();
            case Condition.Absent() ->
                    Optional.of(
                            "(attribute_not_exists(%s) OR %s <= %s)"
                                    .formatted(name(ItemMap.PK), name(Item.EXPIRES_AT), instant()));
            case Condition.Is(String name, Value value) ->
                    Optional.of(
                            "(%s = %s AND %s)"
                                    .formatted(name(name), value(ItemMap.of(value)), unexpired()));
            case Condition.All(List<Condition> all) -> {
                String each =
                        all.stream()
                                .flatMap(one -> holds(one).stream())
                                .collect(Collectors.joining(" AND "));
                yield each.isEmpty() ? Optional.empty() : Optional.of(each);
            }
        };
    }

    /** Keeps an update from being done twice when only its answer was lost. */
    String notYetBy(String token) {
        String name = name(ItemMap.TOKEN);
        return "(attribute_not_exists(%s) OR %s <> %s)"
                .formatted(name, name, value(AttributeValue.fromS(token)));
    }

    String update(List<Change> changes, String token) {
        List<String> sets = new ArrayList<>();
        List<String> removals = new ArrayList<>();
        List<String> additions = new ArrayList<>();
        sets.add(name(ItemMap.TOKEN) + " = " + value(AttributeValue.fromS(token)));
        for (Change change : changes) {
            String name = name(change.name());
            switch (change) {
                case Change.Set(_, Value value) ->
                        sets.add(name + " = " + value(ItemMap.of(value)));
                case Change.Remove _ -> removals.add(name);
                case Change.Add(_, long number) ->
                        additions.add(name + " " + value(ItemMap.of(new Value.Whole(number))));
            }
        }
        return clause("SET", sets) + clause("REMOVE", removals) + clause("ADD", additions);
    }

    /** Nothing at all where there are none, for DynamoDB takes no empty map. */
    @Nullable Map<String, String> names() {
        return placeholders.isEmpty()
                ? null
                : placeholders.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    @Nullable Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    private String instant() {
        return value(AttributeValue.fromN(now));
    }

    private static String clause(String verb, List<String> terms) {
        return terms.isEmpty() ? "" : verb + " " + String.join(", ", terms) + " ";
    }
}

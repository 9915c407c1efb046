package io.quill.platform.store.dynamo;

import io.quill.platform.store.AttributeChange;
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

/**
 * Builds expressions in which every name and value is a placeholder, since many names are reserved.
 */
final class DynamoExpression {
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final String now;

    DynamoExpression(Instant now) {
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
                                    .formatted(
                                            name(ItemMapper.PK), name(Item.EXPIRES_AT), instant()));
            case Condition.Is(String name, Value value) ->
                    Optional.of(
                            "(%s = %s AND %s)"
                                    .formatted(
                                            name(name), value(ItemMapper.of(value)), unexpired()));
            case Condition.All(List<Condition> all) -> {
                String each =
                        all.stream()
                                .flatMap(one -> holds(one).stream())
                                .collect(Collectors.joining(" AND "));
                yield each.isEmpty() ? Optional.empty() : Optional.of(each);
            }
        };
    }

    /**
     * Condition that this token has not written yet, so that an update is not done twice when its
     * answer was lost.
     */
    String notYetBy(String token) {
        String name = name(ItemMapper.TOKEN);
        return "(attribute_not_exists(%s) OR %s <> %s)"
                .formatted(name, name, value(AttributeValue.fromS(token)));
    }

    String update(List<AttributeChange> changes, String token) {
        List<String> sets = new ArrayList<>();
        List<String> removals = new ArrayList<>();
        List<String> additions = new ArrayList<>();
        sets.add(name(ItemMapper.TOKEN) + " = " + value(AttributeValue.fromS(token)));
        for (AttributeChange attributeChange : changes) {
            String name = name(attributeChange.name());
            switch (attributeChange) {
                case AttributeChange.Set(_, Value value) ->
                        sets.add(name + " = " + value(ItemMapper.of(value)));
                case AttributeChange.Remove _ -> removals.add(name);
                case AttributeChange.Add(_, long number) ->
                        additions.add(name + " " + value(ItemMapper.of(new Value.Whole(number))));
            }
        }
        return clause("SET", sets) + clause("REMOVE", removals) + clause("ADD", additions);
    }

    /** Returns the names, or null where there are none, since DynamoDB takes no empty map. */
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

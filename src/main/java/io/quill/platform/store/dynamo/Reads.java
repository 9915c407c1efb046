package io.quill.platform.store.dynamo;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.IndexPlace;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
import io.quill.platform.store.Query;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Gets and lists items, the expired left out. */
final class Reads {
    private static final int MOST_GETS = 100;

    private final Connection connection;

    Reads(Connection connection) {
        this.connection = connection;
    }

    Optional<Item> get(Key key, Consistency consistency) {
        Map<String, AttributeValue> found =
                connection.ask(
                        () ->
                                connection
                                        .client()
                                        .getItem(
                                                get ->
                                                        get.tableName(connection.table())
                                                                .key(ItemMap.of(key))
                                                                .consistentRead(
                                                                        strong(consistency)))
                                        .item());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(ItemMap.item(found)).filter(item -> !item.expired(connection.now()));
    }

    /** Those of them that are there, as they are now. */
    Map<Key, Item> getAll(Set<Key> keys) {
        Map<Key, Item> found = new HashMap<>();
        List<Map<String, AttributeValue>> left = new ArrayList<>();
        keys.forEach(key -> left.add(ItemMap.of(key)));
        Backoff backoff = connection.backoff();
        while (!left.isEmpty()) {
            List<Map<String, AttributeValue>> some =
                    left.subList(0, Math.min(left.size(), MOST_GETS));
            BatchGetItemResponse response = batch(List.copyOf(some));
            some.clear();
            response.responses().getOrDefault(connection.table(), List.of()).stream()
                    .map(ItemMap::item)
                    .filter(item -> !item.expired(connection.now()))
                    .forEach(item -> found.put(item.key(), item));
            for (KeysAndAttributes unread : response.unprocessedKeys().values()) {
                left.addAll(unread.keys());
                backoff.again(Faults.passed("keys were left unread", connection.table()));
            }
        }
        return found;
    }

    private BatchGetItemResponse batch(List<Map<String, AttributeValue>> keys) {
        KeysAndAttributes request =
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        return connection.ask(
                () ->
                        connection
                                .client()
                                .batchGetItem(
                                        get ->
                                                get.requestItems(
                                                        Map.of(connection.table(), request))));
    }

    Page query(Query query) {
        Expression expression = new Expression(connection.now());
        StringBuilder where = new StringBuilder(equal(expression, ItemMap.PK, query.pk()));
        if (!query.skPrefix().isEmpty()) {
            where.append(
                    " AND begins_with(%s, %s)"
                            .formatted(
                                    expression.name(ItemMap.SK),
                                    expression.value(AttributeValue.fromS(query.skPrefix()))));
        }
        QueryRequest.Builder request =
                request(expression, where.toString(), query.limit())
                        .scanIndexForward(query.order() == Query.Order.ASCENDING)
                        .consistentRead(strong(query.consistency()));
        query.after()
                .map(sk -> ItemMap.of(new Key(query.pk(), sk)))
                .ifPresent(request::exclusiveStartKey);
        return page(request, last -> ItemMap.item(last).key().sk());
    }

    Page index(IndexQuery query) {
        Expression expression = new Expression(connection.now());
        QueryRequest.Builder request =
                request(expression, equal(expression, Item.INDEX, query.partition()), query.limit())
                        .indexName(DynamoTable.INDEX);
        query.after()
                .map(cursor -> start(query.partition(), IndexPlace.parse(cursor)))
                .ifPresent(request::exclusiveStartKey);
        return page(request, last -> IndexPlace.of(ItemMap.item(last)).orElseThrow().cursor());
    }

    Page scan(int limit, Optional<String> after) {
        Expression expression = new Expression(connection.now());
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(connection.table())
                        .filterExpression(expression.unexpired())
                        .expressionAttributeNames(expression.names())
                        .expressionAttributeValues(expression.values())
                        .limit(limit)
                        .consistentRead(true);
        after.map(Key::parse).map(ItemMap::of).ifPresent(request::exclusiveStartKey);
        ScanResponse response = connection.ask(() -> connection.client().scan(request.build()));
        return new Page(
                response.items().stream().map(ItemMap::item).toList(),
                next(response.lastEvaluatedKey(), last -> ItemMap.item(last).key().cursor()));
    }

    private QueryRequest.Builder request(Expression expression, String where, int limit) {
        String unexpired = expression.unexpired();
        return QueryRequest.builder()
                .tableName(connection.table())
                .keyConditionExpression(where)
                .filterExpression(unexpired)
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .limit(limit);
    }

    private Page page(
            QueryRequest.Builder request, Function<Map<String, AttributeValue>, String> cursor) {
        QueryRequest query = request.build();
        QueryResponse response = connection.ask(() -> connection.client().query(query));
        return new Page(
                response.items().stream().map(ItemMap::item).toList(),
                next(response.lastEvaluatedKey(), cursor));
    }

    private static Optional<String> next(
            Map<String, AttributeValue> last,
            Function<Map<String, AttributeValue>, String> cursor) {
        return last.isEmpty() ? Optional.empty() : Optional.of(cursor.apply(last));
    }

    private static String equal(Expression expression, String name, String value) {
        return expression.name(name) + " = " + expression.value(AttributeValue.fromS(value));
    }

    private static Map<String, AttributeValue> start(String partition, IndexPlace place) {
        Map<String, AttributeValue> start = new HashMap<>(ItemMap.of(place.key()));
        start.put(Item.INDEX, AttributeValue.fromS(partition));
        start.put(Item.INDEX_ORDER, AttributeValue.fromS(place.at()));
        return start;
    }

    private static boolean strong(Consistency consistency) {
        return consistency == Consistency.STRONG;
    }
}

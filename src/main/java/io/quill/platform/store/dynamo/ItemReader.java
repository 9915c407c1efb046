package io.quill.platform.store.dynamo;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.IndexPosition;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
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

/** Gets and lists items, without expired ones. */
final class ItemReader {
    private static final int MOST_GETS = 100;

    private final DynamoConnection dynamoConnection;

    ItemReader(DynamoConnection dynamoConnection) {
        this.dynamoConnection = dynamoConnection;
    }

    Optional<Item> get(ItemKey itemKey, Consistency consistency) {
        Map<String, AttributeValue> found =
                dynamoConnection.call(
                        () ->
                                dynamoConnection
                                        .client()
                                        .getItem(
                                                get ->
                                                        get.tableName(dynamoConnection.table())
                                                                .key(ItemMapper.of(itemKey))
                                                                .consistentRead(
                                                                        strong(consistency)))
                                        .item());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(ItemMapper.item(found))
                        .filter(item -> !item.expired(dynamoConnection.now()));
    }

    /** Returns those of the items that exist, with strong consistency. */
    Map<ItemKey, Item> getAll(Set<ItemKey> keys) {
        Map<ItemKey, Item> found = new HashMap<>();
        List<Map<String, AttributeValue>> left = new ArrayList<>();
        keys.forEach(itemKey -> left.add(ItemMapper.of(itemKey)));
        DynamoBackoff dynamoBackoff = dynamoConnection.backoff();
        while (!left.isEmpty()) {
            List<Map<String, AttributeValue>> some =
                    left.subList(0, Math.min(left.size(), MOST_GETS));
            BatchGetItemResponse response = batch(List.copyOf(some));
            some.clear();
            response.responses().getOrDefault(dynamoConnection.table(), List.of()).stream()
                    .map(ItemMapper::item)
                    .filter(item -> !item.expired(dynamoConnection.now()))
                    .forEach(item -> found.put(item.key(), item));
            for (KeysAndAttributes unread : response.unprocessedKeys().values()) {
                left.addAll(unread.keys());
                dynamoBackoff.pauseOrThrow(
                        DynamoErrors.overloaded("keys were left unread", dynamoConnection.table()));
            }
        }
        return found;
    }

    private BatchGetItemResponse batch(List<Map<String, AttributeValue>> keys) {
        KeysAndAttributes request =
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        return dynamoConnection.call(
                () ->
                        dynamoConnection
                                .client()
                                .batchGetItem(
                                        get ->
                                                get.requestItems(
                                                        Map.of(
                                                                dynamoConnection.table(),
                                                                request))));
    }

    ItemPage query(Query query) {
        DynamoExpression dynamoExpression = new DynamoExpression(dynamoConnection.now());
        StringBuilder where = new StringBuilder(equal(dynamoExpression, ItemMapper.PK, query.pk()));
        if (!query.skPrefix().isEmpty()) {
            where.append(
                    " AND begins_with(%s, %s)"
                            .formatted(
                                    dynamoExpression.name(ItemMapper.SK),
                                    dynamoExpression.value(
                                            AttributeValue.fromS(query.skPrefix()))));
        }
        QueryRequest.Builder request =
                request(dynamoExpression, where.toString(), query.limit())
                        .scanIndexForward(query.order() == Query.Order.ASCENDING)
                        .consistentRead(strong(query.consistency()));
        query.after()
                .map(sk -> ItemMapper.of(new ItemKey(query.pk(), sk)))
                .ifPresent(request::exclusiveStartKey);
        return page(request, last -> ItemMapper.item(last).key().sk());
    }

    ItemPage index(IndexQuery query) {
        DynamoExpression dynamoExpression = new DynamoExpression(dynamoConnection.now());
        QueryRequest.Builder request =
                request(
                                dynamoExpression,
                                equal(dynamoExpression, Item.INDEX, query.partition()),
                                query.limit())
                        .indexName(DynamoTable.INDEX);
        query.after()
                .map(cursor -> start(query.partition(), IndexPosition.parse(cursor)))
                .ifPresent(request::exclusiveStartKey);
        return page(
                request, last -> IndexPosition.of(ItemMapper.item(last)).orElseThrow().cursor());
    }

    ItemPage scan(int limit, Optional<String> after) {
        DynamoExpression dynamoExpression = new DynamoExpression(dynamoConnection.now());
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(dynamoConnection.table())
                        .filterExpression(dynamoExpression.unexpired())
                        .expressionAttributeNames(dynamoExpression.names())
                        .expressionAttributeValues(dynamoExpression.values())
                        .limit(limit)
                        .consistentRead(true);
        after.map(ItemKey::parse).map(ItemMapper::of).ifPresent(request::exclusiveStartKey);
        ScanResponse response =
                dynamoConnection.call(() -> dynamoConnection.client().scan(request.build()));
        return new ItemPage(
                response.items().stream().map(ItemMapper::item).toList(),
                next(response.lastEvaluatedKey(), last -> ItemMapper.item(last).key().cursor()));
    }

    private QueryRequest.Builder request(
            DynamoExpression dynamoExpression, String where, int limit) {
        String unexpired = dynamoExpression.unexpired();
        return QueryRequest.builder()
                .tableName(dynamoConnection.table())
                .keyConditionExpression(where)
                .filterExpression(unexpired)
                .expressionAttributeNames(dynamoExpression.names())
                .expressionAttributeValues(dynamoExpression.values())
                .limit(limit);
    }

    private ItemPage page(
            QueryRequest.Builder request, Function<Map<String, AttributeValue>, String> cursor) {
        QueryRequest query = request.build();
        QueryResponse response =
                dynamoConnection.call(() -> dynamoConnection.client().query(query));
        return new ItemPage(
                response.items().stream().map(ItemMapper::item).toList(),
                next(response.lastEvaluatedKey(), cursor));
    }

    private static Optional<String> next(
            Map<String, AttributeValue> last,
            Function<Map<String, AttributeValue>, String> cursor) {
        return last.isEmpty() ? Optional.empty() : Optional.of(cursor.apply(last));
    }

    private static String equal(DynamoExpression dynamoExpression, String name, String value) {
        return dynamoExpression.name(name)
                + " = "
                + dynamoExpression.value(AttributeValue.fromS(value));
    }

    private static Map<String, AttributeValue> start(String partition, IndexPosition place) {
        Map<String, AttributeValue> start = new HashMap<>(ItemMapper.of(place.key()));
        start.put(Item.INDEX, AttributeValue.fromS(partition));
        start.put(Item.INDEX_ORDER, AttributeValue.fromS(place.at()));
        return start;
    }

    private static boolean strong(Consistency consistency) {
        return consistency == Consistency.STRONG;
    }
}

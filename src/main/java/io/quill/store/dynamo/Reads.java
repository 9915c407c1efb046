package io.quill.store.dynamo;

import io.quill.store.Consistency;
import io.quill.store.IndexPlace;
import io.quill.store.IndexQuery;
import io.quill.store.Item;
import io.quill.store.Key;
import io.quill.store.Page;
import io.quill.store.Query;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Gets and lists items, the expired left out. */
final class Reads {
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
                Optional.of(response.lastEvaluatedKey())
                        .filter(last -> !last.isEmpty())
                        .map(cursor));
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

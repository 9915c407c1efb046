package io.quill.platform.store.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Write as an SDK request, to be sent alone or in a transaction. */
sealed interface PreparedWrite {
    void send(DynamoDbClient client, String table);

    TransactWriteItem transactionItem(String table);

    static PreparedWrite of(TaggedWrite taggedWrite, Instant now) {
        DynamoExpression dynamoExpression = new DynamoExpression(now);
        Optional<String> condition = dynamoExpression.holds(taggedWrite.form().condition());
        return switch (taggedWrite.form()) {
            case Write.Put(Item item, _) ->
                    new Put(
                            ItemMapper.of(item, taggedWrite.token()),
                            condition.orElse(null),
                            dynamoExpression);
            case Write.Update update ->
                    new Update(
                            ItemMapper.of(update.key()),
                            dynamoExpression.update(update.changes(), taggedWrite.token()),
                            Stream.concat(
                                            condition.stream(),
                                            Stream.of(
                                                    dynamoExpression.unexpired(),
                                                    dynamoExpression.notYetBy(taggedWrite.token())))
                                    .collect(Collectors.joining(" AND ")),
                            dynamoExpression);
            case Write.Delete delete ->
                    new Delete(
                            ItemMapper.of(delete.key()), condition.orElse(null), dynamoExpression);
        };
    }

    static TransactWriteItem of(Guard guard, String table, Instant now) {
        DynamoExpression dynamoExpression = new DynamoExpression(now);
        String condition = dynamoExpression.holds(guard.condition()).orElseThrow();
        return TransactWriteItem.builder()
                .conditionCheck(
                        check ->
                                check.tableName(table)
                                        .key(ItemMapper.of(guard.key()))
                                        .conditionExpression(condition)
                                        .expressionAttributeNames(dynamoExpression.names())
                                        .expressionAttributeValues(dynamoExpression.values()))
                .build();
    }

    record Put(
            Map<String, AttributeValue> item,
            @Nullable String condition,
            DynamoExpression expression)
            implements PreparedWrite {
        @Override
        public void send(DynamoDbClient client, String table) {
            client.putItem(
                    put ->
                            put.tableName(table)
                                    .item(item)
                                    .conditionExpression(condition)
                                    .expressionAttributeNames(expression.names())
                                    .expressionAttributeValues(expression.values())
                                    .returnValuesOnConditionCheckFailure(ALL_OLD));
        }

        @Override
        public TransactWriteItem transactionItem(String table) {
            return TransactWriteItem.builder()
                    .put(
                            put ->
                                    put.tableName(table)
                                            .item(item)
                                            .conditionExpression(condition)
                                            .expressionAttributeNames(expression.names())
                                            .expressionAttributeValues(expression.values())
                                            .returnValuesOnConditionCheckFailure(ALL_OLD))
                    .build();
        }
    }

    record Update(
            Map<String, AttributeValue> key,
            String update,
            String condition,
            DynamoExpression expression)
            implements PreparedWrite {
        @Override
        public void send(DynamoDbClient client, String table) {
            client.updateItem(
                    request ->
                            request.tableName(table)
                                    .key(key)
                                    .updateExpression(update)
                                    .conditionExpression(condition)
                                    .expressionAttributeNames(expression.names())
                                    .expressionAttributeValues(expression.values())
                                    .returnValuesOnConditionCheckFailure(ALL_OLD));
        }

        @Override
        public TransactWriteItem transactionItem(String table) {
            return TransactWriteItem.builder()
                    .update(
                            request ->
                                    request.tableName(table)
                                            .key(key)
                                            .updateExpression(update)
                                            .conditionExpression(condition)
                                            .expressionAttributeNames(expression.names())
                                            .expressionAttributeValues(expression.values())
                                            .returnValuesOnConditionCheckFailure(ALL_OLD))
                    .build();
        }
    }

    record Delete(
            Map<String, AttributeValue> key,
            @Nullable String condition,
            DynamoExpression expression)
            implements PreparedWrite {
        @Override
        public void send(DynamoDbClient client, String table) {
            client.deleteItem(
                    delete ->
                            delete.tableName(table)
                                    .key(key)
                                    .conditionExpression(condition)
                                    .expressionAttributeNames(expression.names())
                                    .expressionAttributeValues(expression.values())
                                    .returnValuesOnConditionCheckFailure(ALL_OLD));
        }

        @Override
        public TransactWriteItem transactionItem(String table) {
            return TransactWriteItem.builder()
                    .delete(
                            delete ->
                                    delete.tableName(table)
                                            .key(key)
                                            .conditionExpression(condition)
                                            .expressionAttributeNames(expression.names())
                                            .expressionAttributeValues(expression.values())
                                            .returnValuesOnConditionCheckFailure(ALL_OLD))
                    .build();
        }
    }
}

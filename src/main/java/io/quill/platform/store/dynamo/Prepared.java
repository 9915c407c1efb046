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

/** A write in DynamoDB's words, fit to be sent alone or in a transaction. */
sealed interface Prepared {
    void send(DynamoDbClient client, String table);

    TransactWriteItem within(String table);

    static Prepared of(Claim claim, Instant now) {
        Expression expression = new Expression(now);
        Optional<String> condition = expression.holds(claim.form().condition());
        return switch (claim.form()) {
            case Write.Put(Item item, _) ->
                    new Put(ItemMap.of(item, claim.token()), condition.orElse(null), expression);
            case Write.Update update ->
                    new Update(
                            ItemMap.of(update.key()),
                            expression.update(update.changes(), claim.token()),
                            Stream.concat(
                                            condition.stream(),
                                            Stream.of(
                                                    expression.unexpired(),
                                                    expression.notYetBy(claim.token())))
                                    .collect(Collectors.joining(" AND ")),
                            expression);
            case Write.Delete delete ->
                    new Delete(ItemMap.of(delete.key()), condition.orElse(null), expression);
        };
    }

    static TransactWriteItem of(Guard guard, String table, Instant now) {
        Expression expression = new Expression(now);
        String condition = expression.holds(guard.condition()).orElseThrow();
        return TransactWriteItem.builder()
                .conditionCheck(
                        check ->
                                check.tableName(table)
                                        .key(ItemMap.of(guard.key()))
                                        .conditionExpression(condition)
                                        .expressionAttributeNames(expression.names())
                                        .expressionAttributeValues(expression.values()))
                .build();
    }

    record Put(Map<String, AttributeValue> item, @Nullable String condition, Expression expression)
            implements Prepared {
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
        public TransactWriteItem within(String table) {
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
            Map<String, AttributeValue> key, String update, String condition, Expression expression)
            implements Prepared {
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
        public TransactWriteItem within(String table) {
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
            Map<String, AttributeValue> key, @Nullable String condition, Expression expression)
            implements Prepared {
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
        public TransactWriteItem within(String table) {
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

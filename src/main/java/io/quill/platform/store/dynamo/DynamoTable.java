package io.quill.platform.store.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.KeyType.HASH;
import static software.amazon.awssdk.services.dynamodb.model.KeyType.RANGE;
import static software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus.DISABLED;
import static software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus.DISABLING;

import io.quill.platform.store.Item;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Creates the table where it is missing, and compares it where it exists. */
public final class DynamoTable implements AutoCloseable {
    static final String INDEX = "outbox";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int MOST_LOOKS = 300;

    private final DynamoConnection dynamoConnection;

    public static DynamoTable at(DynamoSettings settings) {
        return new DynamoTable(
                new DynamoConnection(
                        DynamoClients.open(settings),
                        settings.table(),
                        InstantSource.system(),
                        new SecureRandom(),
                        Thread::sleep));
    }

    DynamoTable(DynamoConnection dynamoConnection) {
        this.dynamoConnection = dynamoConnection;
    }

    /**
     * Sees to it that the table, its index and its expiry are as they must be; may be repeated. A
     * table that was made otherwise is left alone, and the fault says how it differs.
     */
    public void provision() {
        if (described().isEmpty()) {
            create();
        }
        check(whenActive());
        ensureExpiry();
    }

    @Override
    public void close() {
        dynamoConnection.client().close();
    }

    private Optional<TableDescription> described() {
        return dynamoConnection.call(
                () -> {
                    try {
                        return Optional.of(
                                dynamoConnection
                                        .client()
                                        .describeTable(of -> of.tableName(dynamoConnection.table()))
                                        .table());
                    } catch (ResourceNotFoundException _) {
                        return Optional.empty();
                    }
                });
    }

    private void create() {
        CreateTableRequest request =
                CreateTableRequest.builder()
                        .tableName(dynamoConnection.table())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                text(ItemMapper.PK),
                                text(ItemMapper.SK),
                                text(Item.INDEX),
                                text(Item.INDEX_ORDER))
                        .keySchema(keys(ItemMapper.PK, ItemMapper.SK))
                        .globalSecondaryIndexes(index())
                        .build();
        dynamoConnection.call(
                () -> {
                    try {
                        return Optional.of(dynamoConnection.client().createTable(request));
                    } catch (ResourceInUseException _) {
                        return Optional.empty();
                    }
                });
    }

    private static GlobalSecondaryIndex index() {
        return GlobalSecondaryIndex.builder()
                .indexName(INDEX)
                .keySchema(keys(Item.INDEX, Item.INDEX_ORDER))
                .projection(all -> all.projectionType(ProjectionType.ALL))
                .build();
    }

    private TableDescription whenActive() {
        for (int i = 0; i < MOST_LOOKS; i++) {
            Optional<TableDescription> table = described();
            if (table.filter(DynamoTable::active).isPresent()) {
                return table.get();
            }
            pause();
        }
        throw new StoreException(
                Reason.UNAVAILABLE,
                "DynamoDB is still making table '%s'; repeat 'quill provision' later"
                        .formatted(dynamoConnection.table()));
    }

    private void check(TableDescription table) {
        List<String> differences = TableDifferences.of(table);
        if (!differences.isEmpty()) {
            throw new StoreException(
                    Reason.MISCONFIGURED,
                    "Table '%s' is not as Quill needs it: %s. Name another table in"
                                    .formatted(
                                            dynamoConnection.table(),
                                            String.join("; ", differences))
                            + " DYNAMO_TABLE_NAME, or change this one");
        }
    }

    private void ensureExpiry() {
        TimeToLiveDescription expiry =
                dynamoConnection.call(
                        () ->
                                dynamoConnection
                                        .client()
                                        .describeTimeToLive(
                                                of -> of.tableName(dynamoConnection.table()))
                                        .timeToLiveDescription());
        if (expiry.timeToLiveStatus() == DISABLED) {
            turnExpiryOn();
        } else if (expiry.timeToLiveStatus() == DISABLING) {
            throw new StoreException(
                    Reason.UNAVAILABLE,
                    "Expiry is being turned off at table '%s': repeat 'quill provision' in an hour"
                            .formatted(dynamoConnection.table()));
        } else if (!Item.EXPIRES_AT.equals(expiry.attributeName())) {
            throw new StoreException(
                    Reason.MISCONFIGURED,
                    "Table '%s' expires items by '%s' and not by '%s': turn that off first"
                            .formatted(
                                    dynamoConnection.table(),
                                    expiry.attributeName(),
                                    Item.EXPIRES_AT));
        }
    }

    private void turnExpiryOn() {
        UpdateTimeToLiveRequest request =
                UpdateTimeToLiveRequest.builder()
                        .tableName(dynamoConnection.table())
                        .timeToLiveSpecification(
                                by -> by.enabled(true).attributeName(Item.EXPIRES_AT))
                        .build();
        dynamoConnection.call(
                () -> {
                    try {
                        return Optional.of(dynamoConnection.client().updateTimeToLive(request));
                    } catch (DynamoDbException e) {
                        if (String.valueOf(e.getMessage()).contains("already enabled")) {
                            return Optional.empty();
                        }
                        throw e;
                    }
                });
    }

    private void pause() {
        try {
            dynamoConnection.pause().sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Reason.UNAVAILABLE, "Waiting for the table was stopped", e);
        }
    }

    private static boolean active(TableDescription table) {
        return table.tableStatus() == TableStatus.ACTIVE
                && table.globalSecondaryIndexes().stream()
                        .allMatch(index -> "ACTIVE".equals(index.indexStatusAsString()));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    static List<KeySchemaElement> keys(String hash, String range) {
        return List.of(
                KeySchemaElement.builder().attributeName(hash).keyType(HASH).build(),
                KeySchemaElement.builder().attributeName(range).keyType(RANGE).build());
    }
}

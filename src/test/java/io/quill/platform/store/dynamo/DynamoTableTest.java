package io.quill.platform.store.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;
import io.quill.platform.store.Write;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Timeout(60)
class DynamoTableTest {
    private final DynamoSettings settings =
            DynamoLocal.settings("table-" + UUID.randomUUID().toString().substring(0, 8));
    private final DynamoDbClient client = DynamoClients.open(settings);
    private final DynamoTable table =
            new DynamoTable(DynamoLocal.connection(settings, InstantSource.system()));

    @AfterEach
    void close() {
        table.close();
        client.close();
    }

    private static void assertMisconfigured(Throwable fault, String... words) {
        assertThat(fault)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.MISCONFIGURED))
                .hasMessageContainingAll(words);
    }

    private void makeOtherwise(String hash) {
        AttributeDefinition text =
                AttributeDefinition.builder()
                        .attributeName(hash)
                        .attributeType(ScalarAttributeType.S)
                        .build();
        KeySchemaElement key =
                KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build();
        client.createTable(
                request ->
                        request.tableName(settings.table())
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(List.of(text))
                                .keySchema(List.of(key)));
    }

    @Test
    void makesATableThatExpiresItems() {
        table.provision();

        assertThat(
                        client.describeTimeToLive(of -> of.tableName(settings.table()))
                                .timeToLiveDescription())
                .satisfies(
                        expiry -> {
                            assertThat(expiry.attributeName()).isEqualTo("expiresAt");
                            assertThat(expiry.timeToLiveStatus())
                                    .isEqualTo(TimeToLiveStatus.ENABLED);
                        });
    }

    @Test
    void mayBeRepeated() {
        table.provision();
        table.provision();

        assertThat(client.describeTable(of -> of.tableName(settings.table())).table().tableName())
                .isEqualTo(settings.table());
    }

    @Test
    void saysHowATableDiffers() {
        makeOtherwise("id");

        assertThatThrownBy(table::provision)
                .satisfies(
                        fault ->
                                assertMisconfigured(
                                        fault,
                                        settings.table(),
                                        "its key is id HASH, not pk HASH, sk RANGE",
                                        "it lacks the index outbox"));
    }

    @Test
    void saysWhenATableExpiresItemsBySomethingElse() {
        table.provision();
        client.updateTimeToLive(
                of ->
                        of.tableName(settings.table())
                                .timeToLiveSpecification(
                                        by -> by.enabled(false).attributeName("expiresAt")));
        client.updateTimeToLive(
                of ->
                        of.tableName(settings.table())
                                .timeToLiveSpecification(
                                        by -> by.enabled(true).attributeName("ttl")));

        assertThatThrownBy(table::provision)
                .satisfies(fault -> assertMisconfigured(fault, "'ttl'", "'expiresAt'"));
    }

    @Test
    void isAskedForByAStoreThatFindsNone() {
        try (DynamoStore store = DynamoStore.open(settings, InstantSource.system())) {
            assertThatThrownBy(() -> store.get(new ItemKey("a", "b"), Consistency.STRONG))
                    .satisfies(fault -> assertMisconfigured(fault, "quill provision"));
            assertThatThrownBy(() -> store.write(Write.insert(Item.at("a", "b").build())))
                    .satisfies(fault -> assertMisconfigured(fault, "DYNAMO_TABLE_NAME"));
        }
    }

    @Test
    void isAwayWhereNobodyListens() {
        URI nobody = URI.create("http://127.0.0.1:1");
        DynamoSettings away = new DynamoSettings("t", "eu-central-1", Optional.of(nobody));
        try (DynamoStore store =
                new DynamoStore(DynamoLocal.connection(away, InstantSource.system()))) {
            assertThatThrownBy(() -> store.get(new ItemKey("a", "b"), Consistency.STRONG))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        }
    }

    @Test
    void holdsExpiryAsANumberOfEpochSeconds() {
        table.provision();
        long expiresAt = 4_102_444_800L;
        try (DynamoStore store = DynamoStore.open(settings, InstantSource.system())) {
            store.write(Write.insert(Item.at("a", "b").with(Item.EXPIRES_AT, expiresAt).build()));
        }
        Map<String, AttributeValue> raw =
                client.getItem(
                                of ->
                                        of.tableName(settings.table())
                                                .key(ItemMapper.of(new ItemKey("a", "b"))))
                        .item();

        assertThat(raw).containsEntry("expiresAt", AttributeValue.fromN("4102444800"));
        assertThat(raw).containsKey(ItemMapper.TOKEN);
    }

    @Test
    void saysSoWhenItHoldsWhatQuillDidNotWrite() {
        table.provision();
        client.putItem(
                put ->
                        put.tableName(settings.table())
                                .item(
                                        Map.of(
                                                "pk", AttributeValue.fromS("a"),
                                                "sk", AttributeValue.fromS("b"),
                                                "flag", AttributeValue.fromBool(true))));
        try (DynamoStore store = DynamoStore.open(settings, InstantSource.system())) {
            assertThatThrownBy(() -> store.get(new ItemKey("a", "b"), Consistency.STRONG))
                    .satisfies(fault -> assertMisconfigured(fault, "flag"));
        }
    }
}

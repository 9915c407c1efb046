package io.quill.platform.store.dynamo;

import io.quill.platform.store.Item;

import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Describes how a table differs from the one that the store needs. */
final class TableDifferences {
    private TableDifferences() {}

    static List<String> of(TableDescription table) {
        List<String> differences = new ArrayList<>();
        compareKeys("its key", table.keySchema(), ItemMapper.PK, ItemMapper.SK, differences);
        table.attributeDefinitions().stream()
                .filter(each -> each.attributeType() != ScalarAttributeType.S)
                .map(each -> each.attributeName() + " is not a text")
                .forEach(differences::add);
        index(table)
                .ifPresentOrElse(
                        index -> compare(index, differences),
                        () -> differences.add("it lacks the index " + DynamoTable.INDEX));
        return differences;
    }

    private static Optional<GlobalSecondaryIndexDescription> index(TableDescription table) {
        return table.globalSecondaryIndexes().stream()
                .filter(index -> DynamoTable.INDEX.equals(index.indexName()))
                .findFirst();
    }

    private static void compare(GlobalSecondaryIndexDescription index, List<String> differences) {
        String what = "the key of its index " + DynamoTable.INDEX;
        compareKeys(what, index.keySchema(), Item.INDEX, Item.INDEX_ORDER, differences);
        if (index.projection().projectionType() != ProjectionType.ALL) {
            differences.add("its index " + DynamoTable.INDEX + " does not carry all attributes");
        }
    }

    private static void compareKeys(
            String what,
            List<KeySchemaElement> found,
            String hash,
            String range,
            List<String> differences) {
        List<KeySchemaElement> wanted = DynamoTable.keys(hash, range);
        if (!found.equals(wanted)) {
            differences.add("%s is %s, not %s".formatted(what, words(found), words(wanted)));
        }
    }

    private static String words(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> key.attributeName() + " " + key.keyTypeAsString())
                .collect(Collectors.joining(", "));
    }
}

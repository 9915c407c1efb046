package io.quill.platform.store.dynamo;

import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Value;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;

/** Maps an item to the SDK's attributes: its key among them, and the token of its last writer. */
final class ItemMapper {
    static final String PK = "pk";
    static final String SK = "sk";
    static final String TOKEN = "_w";

    private ItemMapper() {}

    static Map<String, AttributeValue> of(Item item, String token) {
        Map<String, AttributeValue> map = new HashMap<>(of(item.key()));
        item.attributes().forEach((name, value) -> map.put(name, of(value)));
        map.put(TOKEN, AttributeValue.fromS(token));
        return map;
    }

    static Map<String, AttributeValue> of(ItemKey itemKey) {
        return Map.of(
                PK, AttributeValue.fromS(itemKey.pk()), SK, AttributeValue.fromS(itemKey.sk()));
    }

    static AttributeValue of(Value value) {
        return switch (value) {
            case Value.Text(String text) -> AttributeValue.fromS(text);
            case Value.Whole(long number) -> AttributeValue.fromN(Long.toString(number));
            case Value.Bytes(byte[] bytes) -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        };
    }

    static Item item(Map<String, AttributeValue> map) {
        Map<String, AttributeValue> rest = new HashMap<>(map);
        rest.remove(TOKEN);
        Item.Builder item = Item.at(text(rest, PK), text(rest, SK));
        rest.forEach((name, value) -> item.with(name, value(name, value)));
        return item.build();
    }

    static boolean writtenWith(String token, Map<String, AttributeValue> map) {
        AttributeValue theirs = map.get(TOKEN);
        return theirs != null && token.equals(theirs.s());
    }

    private static String text(Map<String, AttributeValue> map, String name) {
        AttributeValue value = map.remove(name);
        if (value == null) {
            throw foreign(name);
        }
        return value.s();
    }

    private static Value value(String name, AttributeValue value) {
        return switch (value.type()) {
            case S -> new Value.Text(value.s());
            case N -> new Value.Whole(whole(name, value.n()));
            case B -> new Value.Bytes(value.b().asByteArray());
            case SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> throw foreign(name);
        };
    }

    private static long whole(String name, String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException _) {
            throw foreign(name);
        }
    }

    private static StoreException foreign(String name) {
        return new StoreException(
                StoreException.Reason.MISCONFIGURED,
                "The table holds an item that Quill did not write; look at its attribute " + name);
    }
}

package io.quill.records.warehouse.bronze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * Compares JSON documents by content: the order of keys and the notation of numbers do not matter,
 * and null equals absent.
 */
final class JsonEquality {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonEquality() {}

    static boolean same(String one, byte[] other) {
        try {
            return same(JSON.readTree(one), JSON.readTree(other));
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isObject() && other.isObject()) {
            return covers(one, other) && covers(other, one);
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size() && elements(one, other);
        }
        return one.equals(other);
    }

    private static boolean covers(JsonNode one, JsonNode other) {
        for (Map.Entry<String, JsonNode> field : one.properties()) {
            JsonNode there = other.path(field.getKey());
            boolean absent = there.isMissingNode() || there.isNull();
            if (absent ? !field.getValue().isNull() : !same(field.getValue(), there)) {
                return false;
            }
        }
        return true;
    }

    private static boolean elements(JsonNode one, JsonNode other) {
        Iterator<JsonNode> there = other.iterator();
        for (JsonNode element : one) {
            if (!same(element, there.next())) {
                return false;
            }
        }
        return true;
    }
}

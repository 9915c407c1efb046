package io.quill.sandbox.nexudus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.web.Json;

import java.time.Instant;

/** A record: as it is by itself, and as a list shows it, without what is a list in it. */
record Row(long id, Instant created, Instant updated, byte[] whole, byte[] listed) {
    static Row of(ObjectNode record) {
        byte[] whole = Json.bytes(record);
        ObjectNode listed = record.deepCopy();
        listed.properties().removeIf(member -> member.getValue().isArray());
        return new Row(
                record.path("Id").asLong(),
                Instant.parse(record.path("CreatedOn").asText()),
                Instant.parse(record.path("UpdatedOn").asText()),
                whole,
                listed.size() == record.size() ? whole : Json.bytes(listed));
    }

    ObjectNode record() {
        return (ObjectNode) Json.read(whole).orElseThrow();
    }

    /** What a list can be filtered and sorted by. */
    String field(String name) {
        return switch (name) {
            case "Id" -> sortable(id);
            case "CreatedOn" -> sortable(created.toEpochMilli());
            case "UpdatedOn" -> sortable(updated.toEpochMilli());
            default -> {
                JsonNode value = record().path(name);
                yield value.isIntegralNumber() ? sortable(value.asLong()) : value.asText();
            }
        };
    }

    static String sortable(long number) {
        return "%019d".formatted(number);
    }
}

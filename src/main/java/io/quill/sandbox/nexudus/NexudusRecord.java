package io.quill.sandbox.nexudus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.web.SandboxJson;

import java.time.Instant;
import java.util.Set;

/** A record: as it is by itself, and as a list shows it, without what is a list in it. */
record NexudusRecord(long id, Instant created, Instant updated, byte[] whole, byte[] listed) {
    static final Set<String> NUMBERS = Set.of("Id", "CreatedOn", "UpdatedOn");

    static NexudusRecord of(ObjectNode record) {
        byte[] whole = SandboxJson.bytes(record);
        ObjectNode listed = record.deepCopy();
        listed.properties().removeIf(member -> member.getValue().isArray());
        return new NexudusRecord(
                record.path("Id").asLong(),
                Instant.parse(record.path("CreatedOn").asText()),
                Instant.parse(record.path("UpdatedOn").asText()),
                whole,
                listed.size() == record.size() ? whole : SandboxJson.bytes(listed));
    }

    ObjectNode record() {
        return (ObjectNode) SandboxJson.read(whole).orElseThrow();
    }

    /** Returns a field that a list can be filtered and sorted by. */
    String field(String name) {
        if (NUMBERS.contains(name)) {
            return sortable(number(name));
        }
        JsonNode value = record().path(name);
        return value.isIntegralNumber() ? sortable(value.asLong()) : value.asText();
    }

    /** One of {@link #NUMBERS}. */
    long number(String name) {
        return switch (name) {
            case "Id" -> id;
            case "CreatedOn" -> created.toEpochMilli();
            default -> updated.toEpochMilli();
        };
    }

    static String sortable(long number) {
        return "%019d".formatted(number);
    }
}

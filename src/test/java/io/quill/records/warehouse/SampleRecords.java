package io.quill.records.warehouse;

import io.quill.records.landing.RawRecord;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Records as Nexudus would send them. */
final class SampleRecords {
    static final Instant SPRING = Instant.parse("2026-03-02T09:00:00Z");

    private SampleRecords() {}

    static RawRecord product(long id, String price, Instant updated) {
        return record(
                id,
                updated,
                """
                {"Id":%d,"Name":"Office %d","ItemType":1,"FloorPlanBusinessId":7,"Price":%s,
                "Available":true,"Capacity":4,"CustomFields":{"Data":[{"Name":"Other","Value":"x"},
                {"Name":"Nexudus.FloorPlan.Size","Value":"19.5"}]},"UpdatedOn":"%s"}
                """
                        .formatted(id, id, price, updated));
    }

    static RawRecord record(long id, Instant updated, String json) {
        return new RawRecord(
                Long.toString(id), json.getBytes(StandardCharsets.UTF_8), Optional.of(updated));
    }

    static RawRecord record(String id, Instant updated, String json) {
        return new RawRecord(id, json.getBytes(StandardCharsets.UTF_8), Optional.of(updated));
    }
}

package io.quill.bench;

import java.time.Instant;
import java.util.UUID;

/** A product of about a kilobyte, in the shape of Nexudus; the same for the same id and time. */
final class ProductJson {
    private ProductJson() {}

    static String of(long id, Instant updated) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return """
        {"Id":%1$d,"UniqueId":"%2$s","Name":"Office %1$d","ItemType":%3$d,\
        "FloorPlanBusinessId":%4$d,"FloorPlanBusinessName":"Location %4$d",\
        "FloorPlanBusinessCurrencyCode":"EUR","FloorPlanId":%5$d,"FloorPlanName":"Floor %5$d",\
        "Area":"A%5$d","Price":%6$s,"Available":%7$b,"AvailableFromTime":null,\
        "AvailableToTime":null,"CoworkerId":%8$d,"CoworkerFullName":"Person %8$d Surname",\
        "CoworkerTeamNames":"Team %5$d","CoworkerCompanyName":null,\
        "CoworkerEmail":"person%8$d@example.com","CoworkerContractIds":"%8$d,%9$d",\
        "Size":%10$s,"Capacity":%11$d,"SizeIsLinkedToArea":true,\
        "CustomFields":{"Data":[{"Name":"Nexudus.FloorPlan.Size","Value":"%11$d"},\
        {"Name":"Other","Value":"x"}]},"ResourceId":%9$d,"ResourceName":"Room %1$d",\
        "ResourceResourceTypeName":"Meeting room","ResourceAllocation":1,\
        "ResourceAirConditioning":true,"ResourceHeating":false,"ResourceInternet":true,\
        "ResourceLargeDisplay":false,"ResourceNaturalLight":true,"ResourceWhiteBoard":true,\
        "ResourceSoundproof":false,"ResourceTeaAndCoffee":true,"ResourceCCTV":false,\
        "CreatedOn":"2024-01-05T09:00:00Z","UpdatedOn":"%12$s","UpdatedBy":"system",\
        "IsNew":false,"SystemId":null,"ToStringText":"Office %1$d"}"""
                .formatted(
                        id,
                        new UUID(mixed, ~mixed),
                        id % 5 + 1,
                        2_000 + id % 40,
                        3_000 + id % 300,
                        (100_00 + (updated.getEpochSecond() % 90_000)) / 100.0,
                        id % 3 == 0,
                        5_000_000 + id % 100_000,
                        4_000_000 + id,
                        (mixed >>> 40) % 1_000 / 10.0,
                        id % 12,
                        updated);
    }
}

package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.SandboxClient.Heard;
import io.quill.sandbox.dax.DaxEngine;
import io.quill.sandbox.powerbi.PushLimits;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

class RowsTest extends PowerBiTest {
    /** "200, empty body". */
    @Test
    void areAddedAndAnsweredWithNothing() {
        Heard heard = caller.post(dataset, "FactEvent", SampleDatasets.events("e", 3));

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body()).isEmpty();
        assertThat(rows("FactEvent")).isEqualTo(3);
    }

    /** "Empty rows array: accepted 200". */
    @Test
    void mayBeNone() {
        assertThat(caller.post(dataset, "FactEvent", "").status()).isEqualTo(200);
    }

    /** No source says that a gzipped body would be understood. */
    @Test
    void areNotUnderstoodPacked() throws IOException {
        String path =
                "/v1.0/myorg/groups/"
                        + Sandbox.WORKSPACE
                        + "/datasets/"
                        + dataset
                        + "/tables/FactEvent/rows";

        Heard heard =
                caller.send(
                        sandbox.powerBi(),
                        "POST",
                        path,
                        SandboxClient.packed("{\"rows\":[" + SampleDatasets.events("e", 3) + "]}"),
                        "Content-Encoding",
                        "gzip",
                        "Authorization",
                        caller.authorization());

        assertThat(heard.status()).isEqualTo(400);
        assertThat(rows("FactEvent")).isZero();
    }

    /** "tableName match is case-sensitive, mismatch -> 404". */
    @Test
    void needTheTablesNameWithItsCase() {
        assertThat(caller.post(dataset, "factevent", SampleDatasets.event("a")).status())
                .isEqualTo(404);
    }

    /** "Deletes all rows from the specified table", 200 with an empty body. */
    @Test
    void leaveAllAtOnce() {
        caller.post(dataset, "FactEvent", SampleDatasets.events("e", 3));

        Heard heard =
                caller.powerBi("DELETE", "/datasets/" + dataset + "/tables/FactEvent/rows", "");

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body()).isEmpty();
        assertThat(rows("FactEvent")).isZero();
    }

    /** "null / absent property -> BLANK"; "DateTime quantized to 1/300 s". */
    @Test
    void keepWhatTheColumnsKeep() {
        caller.post(
                dataset,
                "FactEvent",
                "{\"EventID\":\"a\",\"Notes\":null,\"TalkSeconds\":9007199254740993,"
                        + "\"FactDateKey\":\"2026-03-02T01:02:03.005Z\"}");

        var row =
                sandbox.pushApi()
                        .table(dataset, "FactEvent")
                        .orElseThrow()
                        .rows()
                        .iterator()
                        .next();

        assertThat(row[0]).isEqualTo("a");
        assertThat(row[7]).isNull();
        assertThat(row[4]).isEqualTo(9_007_199_254_740_993L);
        assertThat(row[2]).isEqualTo(Instant.parse("2026-03-02T01:02:03.006666666Z"));
    }

    /** Seen in the wild; a DateTime has no zone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "03/02/2026",
                "2026-03-02",
                "2026-03-02 00:00:00",
                "2026-03-02T00:00:00",
                "2026-03-02T00:00:00.000Z"
            })
    void takeADateInItsManyForms(String date) {
        caller.post(dataset, "FactEvent", "{\"FactDateKey\":\"" + date + "\"}");

        var row =
                sandbox.pushApi()
                        .table(dataset, "FactEvent")
                        .orElseThrow()
                        .rows()
                        .iterator()
                        .next();

        assertThat(row[2]).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Nested
    class AreRefusedAltogether {
        /**
         * "whole batch rejected: request is all-or-nothing"; Int64 and Double without their ends.
         */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"EventID\":7}",
                    "{\"TalkSeconds\":\"7\"}",
                    "{\"TalkSeconds\":7.5}",
                    "{\"TalkSeconds\":9223372036854775807}",
                    "{\"TalkSeconds\":-9223372036854775808}",
                    "{\"TalkSeconds\":9223372036854775808}",
                    "{\"Score\":\"1\"}",
                    "{\"Score\":1.7976931348623157E308}",
                    "{\"Score\":-1.7976931348623157E308}",
                    "{\"Score\":1e400}",
                    "{\"Score\":NaN}",
                    "{\"Counted\":\"true\"}",
                    "{\"Counted\":1}",
                    "{\"FactDateKey\":\"yesterday\"}",
                    "{\"FactDateKey\":\"2026\"}",
                    "{\"FactDateKey\":20260302}",
                    "{\"FactDateKey\":\"2026-03-02T00:00:00+02:00\"}",
                    "{\"Unknown\":1}",
                    "{\"eventID\":\"a\"}",
                    "{\"Notes\":{}}",
                    "7",
                })
        void forOneValueThatDoesNotFit(String bad) {
            Heard heard = caller.post(dataset, "FactEvent", SampleDatasets.event("a") + "," + bad);

            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.json().at("/error/code").asText()).isEqualTo("BadRequest");
            assertThat(rows("FactEvent")).isZero();
        }

        /** "String <=4000 chars"; whether more is refused or cut is unknown. */
        @Test
        void forATextAbove4000Characters() {
            String fits = "{\"Notes\":\"" + "x".repeat(4000) + "\"}";
            String not = "{\"Notes\":\"" + "x".repeat(4001) + "\"}";

            assertThat(caller.post(dataset, "FactEvent", fits).status()).isEqualTo(200);
            assertThat(caller.post(dataset, "FactEvent", not).status()).isEqualTo(400);
            set("longText", "TRUNCATED");
            assertThat(caller.post(dataset, "FactEvent", not).status()).isEqualTo(200);
        }

        /** "10,000 rows/POST"; 413 or 400 is unknown. */
        @Test
        void aboveTenThousand() {
            String most = SampleDatasets.events("e", 10_000);

            assertThat(caller.post(dataset, "FactEvent", most).status()).isEqualTo(200);
            String more = most + "," + SampleDatasets.event("x");
            assertThat(caller.post(dataset, "FactEvent", more).status()).isEqualTo(413);
            set("tooManyRows", "BAD_REQUEST");
            assertThat(caller.post(dataset, "FactEvent", more).status()).isEqualTo(400);
            assertThat(rows("FactEvent")).isEqualTo(10_000);
        }

        /** "too large request -> 413 RequestEntityTooLarge"; "16 MB/request". */
        @Test
        void aboveSixteenMegabytes() {
            String row = "{\"Notes\":\"" + "x".repeat(3990) + "\"}";
            String rows = (row + ",").repeat(3999) + row;

            Heard fits =
                    caller.post(
                            dataset,
                            "FactEvent",
                            rows.substring(0, rows.length() - (row.length() + 1) * 10));
            Heard not = caller.post(dataset, "FactEvent", rows);

            assertThat(fits.status()).isEqualTo(200);
            assertThat(not.status()).isEqualTo(413);
            assertThat(not.json().at("/error/code").asText()).isEqualTo("RequestEntityTooLarge");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "[]", "{}", "{\"rows\":{}}", "{\"rows\":[{]}", "{\"rows\":[]}x"})
        void whereTheBodyIsNotOfTheirForm(String body) {
            String path = "/datasets/" + dataset + "/tables/FactEvent/rows";

            assertThat(caller.powerBi("POST", path, body).status()).isEqualTo(400);
        }

        /** Pipedream: a "type mismatch gives RequestedResourceNotFound". */
        @Test
        void asIfTheyWereNotThereWhereToldTo() {
            set("rowRefusal", "NOT_FOUND");

            Heard heard = caller.post(dataset, "FactEvent", "{\"TalkSeconds\":\"x\"}");

            assertThat(heard.status()).isEqualTo(404);
            assertThat(heard.json().at("/error/code").asText())
                    .isEqualTo("RequestedResourceNotFound");
        }

        @Test
        void forAPoisonedRowUntilItIsCleared() {
            caller.control(
                    "POST",
                    "/powerbi/poison",
                    "{\"table\":\"FactEvent\",\"column\":\"EventID\",\"value\":\"e1\"}");

            assertThat(caller.post(dataset, "FactEvent", SampleDatasets.events("e", 2)).status())
                    .isEqualTo(400);
            assertThat(caller.post(dataset, "FactEvent", SampleDatasets.event("e0")).status())
                    .isEqualTo(200);
            caller.control("DELETE", "/powerbi/poison", "");
            assertThat(caller.post(dataset, "FactEvent", SampleDatasets.event("e1")).status())
                    .isEqualTo(200);
        }
    }

    /** "strings coerced in practice": a client in production posts everything so. */
    @ParameterizedTest
    @CsvSource({"coercion, STRINGS", "unknownColumn, IGNORED"})
    void areTakenMoreKindlyWhereToldTo(String name, String value) {
        set(name, value);
        String kind =
                name.equals("coercion")
                        ? "{\"TalkSeconds\":\"7\",\"Score\":\"1.5\",\"Counted\":\"True\"}"
                        : "{\"Unknown\":[1]}";

        assertThat(caller.post(dataset, "FactEvent", kind).status()).isEqualTo(200);
    }

    /** "non-Z offsets: converted or rejected [?]". */
    @Test
    void haveTheirTimesConvertedWhereToldTo() {
        set("offsets", "CONVERTED");

        caller.post(dataset, "FactEvent", "{\"FactDateKey\":\"2026-03-02T02:00:00+02:00\"}");

        assertThat(first("FactEvent")[2]).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    }

    /** "Int64 beyond 2^53 safe as JSON integer", from memory. */
    @Test
    void loseTheLastDigitsOfBigWholesWhereToldTo() {
        set("bigWholes", "ROUNDED");

        caller.post(dataset, "FactEvent", "{\"TalkSeconds\":9007199254740993}");

        assertThat(first("FactEvent")[4]).isEqualTo(9_007_199_254_740_992L);
    }

    /** "Decimal precision 28 scale 4". */
    @Test
    void keepADecimalToFourPlacesAndTwentyEightDigits() {
        dataset = caller.create(SampleDatasets.STAR.replace("\"Double\"", "\"Decimal\""), "None");

        caller.post(dataset, "FactEvent", "{\"Score\":123456789012345678901234.56785}");
        Heard beyond = caller.post(dataset, "FactEvent", "{\"Score\":1e24}");

        assertThat(first("FactEvent")[5])
                .isEqualTo(new BigDecimal("123456789012345678901234.5678"));
        assertThat(beyond.status()).isEqualTo(400);
    }

    private @Nullable Object[] first(String table) {
        return sandbox.pushApi().table(dataset, table).orElseThrow().rows().iterator().next();
    }

    /** "FIFO keeps 200,000–210,000 rows (eviction in lumps after 210k), oldest first". */
    @Test
    void leaveInALumpWhereTheOldestGoFirst() {
        sandbox.pushApi().limits(PushLimits.DOCUMENTED.withoutQuotas());
        dataset = caller.create(SampleDatasets.STAR, "basicFIFO");
        for (int each = 0; each < 21; each++) {
            caller.post(dataset, "FactEvent", SampleDatasets.events(each + "-", 10_000));
        }

        assertThat(rows("FactEvent")).isEqualTo(210_000);
        caller.post(dataset, "FactEvent", SampleDatasets.event("last"));
        assertThat(rows("FactEvent")).isEqualTo(200_000);
        var oldest =
                sandbox.pushApi()
                        .table(dataset, "FactEvent")
                        .orElseThrow()
                        .rows()
                        .iterator()
                        .next();
        assertThat(oldest[0]).isEqualTo("1-1");
    }

    /** "5,000,000 rows/table with None policy"; the answer beyond is unknown. */
    @Test
    void fillATableAndNoMore() {
        caller.control("PATCH", "/powerbi/limits", "{\"rowsPerTable\":5}");
        dataset = caller.create(SampleDatasets.STAR, "None");

        assertThat(caller.post(dataset, "FactEvent", SampleDatasets.events("e", 5)).status())
                .isEqualTo(200);
        assertThat(caller.post(dataset, "FactEvent", SampleDatasets.event("x")).status())
                .isEqualTo(400);
        set("fullTable", "TOO_MANY_REQUESTS");
        assertThat(caller.post(dataset, "FactEvent", SampleDatasets.event("x")).status())
                .isEqualTo(429);
    }

    @Nested
    class OnTheOneSideOfARelationship {
        /** "contains a duplicate value … not allowed for columns on the one side". */
        @Test
        void areRefusedWhenTheirKeyIsThere() {
            caller.post(dataset, "DimAgent", "{\"AgentID\":\"a1\"}");

            Heard heard =
                    caller.post(dataset, "DimAgent", "{\"AgentID\":\"b\"},{\"AgentID\":\"A1\"}");

            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.text()).contains("contains a duplicate value 'A1'");
            assertThat(rows("DimAgent")).isEqualTo(1);
        }

        /** "rejection at POST vs failure at query time [?]". */
        @Test
        void orBreakTheModelUntilTheTableIsCleared() {
            set("oneSide", "BREAKS_THE_MODEL");
            caller.post(dataset, "DimAgent", "{\"AgentID\":\"a1\"},{\"AgentID\":\"a1\"}");
            String count = DaxEngine.COUNTED.formatted("FactEvent", "EventID");

            assertThat(caller.query(dataset, count).status()).isEqualTo(400);
            caller.powerBi("DELETE", "/datasets/" + dataset + "/tables/DimAgent/rows", "");
            assertThat(caller.query(dataset, count).status()).isEqualTo(200);
        }
    }
}

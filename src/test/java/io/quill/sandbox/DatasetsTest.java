package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.SandboxClient.Heard;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;

class DatasetsTest extends PowerBiTest {
    /** "Dataset names are NOT unique: POST same name twice creates two datasets". */
    @Test
    void makesTwoOfTheSameName() {
        String second = caller.create(SampleDatasets.STAR, "None");

        assertThat(second).isNotEqualTo(dataset);
        assertThat(caller.powerBi("GET", "/datasets", "").json().path("value")).hasSize(2);
    }

    /** "201 Created or 202 Accepted, body Dataset"; the policy is read in any case. */
    @Test
    void tellsIdNameAndRetention() {
        set("creation", "ACCEPTED");

        Heard heard =
                caller.powerBi(
                        "POST", "/datasets?defaultRetentionPolicy=basicFifo", SampleDatasets.STAR);

        assertThat(heard.status()).isEqualTo(202);
        assertThat(heard.json().path("name").asText()).isEqualTo("Star");
        assertThat(heard.json().path("defaultRetentionPolicy").asText()).isEqualTo("basicFIFO");
    }

    /** "Push dataset in GetDatasets has addRowsAPIEnabled: true". */
    @Test
    void tellsThatRowsCanBeAdded() {
        Heard heard = caller.powerBi("GET", "/datasets/" + dataset, "");

        assertThat(heard.json().path("addRowsAPIEnabled").asBoolean()).isTrue();
    }

    /** "defaultMode: Push (default if absent) | … | AsAzure | AsOnPrem", in any case. */
    @ParameterizedTest
    @CsvSource({"PushStreaming, true", "push, true", "AsAzure, false", "AsOnPrem, false"})
    void tellsWhichModesTakeRows(String mode, boolean takes) {
        String made = caller.create(SampleDatasets.STAR.replace("\"Push\"", quote(mode)), "None");

        Heard heard = caller.powerBi("GET", "/datasets/" + made, "");

        assertThat(heard.json().path("addRowsAPIEnabled").asBoolean()).isEqualTo(takes);
    }

    /** "POST/GET tables on non-push -> ItemNotFound: Dataset {id} is not Push API dataset." */
    @Test
    void servesNothingOfADatasetThatIsNotForPushing() {
        String made =
                caller.create(SampleDatasets.STAR.replace("\"Push\"", quote("AsAzure")), "None");

        Heard rows = caller.post(made, "FactEvent", SampleDatasets.event("a"));
        Heard tables = caller.powerBi("GET", "/datasets/" + made + "/tables", "");

        assertThat(List.of(rows.status(), tables.status())).containsOnly(404);
        assertThat(rows.json().path("error").toString())
                .isEqualTo(
                        "{\"code\":\"ItemNotFound\",\"message\":\"Dataset "
                                + made
                                + " is not Push API dataset.\"}");
        assertThat(tables.json()).isEqualTo(rows.json());
    }

    /** "used wrong param name `retentionPolicy` -> silently ignored". */
    @Test
    void overlooksAParameterByAWrongName() {
        Heard heard =
                caller.powerBi("POST", "/datasets?retentionPolicy=basicFIFO", SampleDatasets.STAR);

        assertThat(heard.json().path("defaultRetentionPolicy").asText()).isEqualTo("None");
    }

    /** "tableName is URL-escaped". */
    @Test
    void findsATableByItsEscapedName() {
        String made =
                caller.create(
                        SampleDatasets.STAR.replace("\"DimGoal\"", quote("Dim Goal")), "None");

        assertThat(caller.post(made, "Dim%20Goal", "").status()).isEqualTo(200);
    }

    private static String quote(String text) {
        return '"' + text + '"';
    }

    /** "200, no body". */
    @Test
    void deletesADatasetWithAllItHolds() {
        Heard heard = caller.powerBi("DELETE", "/datasets/" + dataset, "");

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body()).isEmpty();
        assertThat(caller.post(dataset, "FactEvent", SampleDatasets.event("a")).status())
                .isEqualTo(404);
    }

    /** "clients only rely on `name`". */
    @Test
    void namesTheTablesAndNoColumns() {
        Heard names = caller.powerBi("GET", "/datasets/" + dataset + "/tables", "");
        set("tableList", "COLUMNS");
        Heard columns = caller.powerBi("GET", "/datasets/" + dataset + "/tables", "");

        assertThat(names.json().path("value").path(0).toString())
                .isEqualTo("{\"name\":\"FactEvent\"}");
        assertThat(columns.json().at("/value/0/columns/2").toString())
                .isEqualTo("{\"name\":\"FactDateKey\",\"dataType\":\"DateTime\"}");
    }

    /** "RequestId (+ Access-Control-Expose-Headers), request-redirected, home-cluster-uri, …". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Access-Control-Expose-Headers|RequestId",
                "request-redirected|true",
                "Cache-Control|no-store, must-revalidate, no-cache",
                "Pragma|no-cache",
                "Strict-Transport-Security|max-age=31536000; includeSubDomains",
                "X-Frame-Options|deny",
                "X-Content-Type-Options|nosniff",
                "Content-Type|application/json; charset=utf-8",
            })
    void putsTheHeadersOfTheServiceOnAnAnswer(String name, String value) {
        Heard heard = caller.powerBi("GET", "/datasets", "");

        assertThat(heard.header(name)).isEqualTo(value);
        assertThat(heard.header("home-cluster-uri")).endsWith("-redirect.analysis.windows.net/");
    }

    /** "gzip if accepted". */
    @Test
    void packsALongAnswerForACallerWhoTakesThat() throws IOException {
        for (int each = 0; each < 20; each++) {
            caller.create(SampleDatasets.STAR, "None");
        }

        Heard packed = caller.powerBi("GET", "/datasets", "", "Accept-Encoding", "gzip");
        Heard plain = caller.powerBi("GET", "/datasets", "");

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(plain.header("Content-Encoding")).isEmpty();
    }

    /** Real answers carry a RequestId and no-store, whatever they say. */
    @Test
    void putsARequestIdOnEveryAnswer() {
        assertThat(caller.powerBi("GET", "/datasets", "").header("RequestId")).isNotEmpty();
        assertThat(caller.powerBi("GET", "/datasets/none", "").header("RequestId")).isNotEmpty();
        assertThat(caller.powerBi("GET", "/nothing", "").header("RequestId")).isNotEmpty();
    }

    @Nested
    class ATableIsChanged {
        private static final String WIDER =
                """
                {"name":"DimMetric","columns":[
                 {"name":"MetricID","dataType":"String"},{"name":"Colour","dataType":"String"},
                 {"name":"DefaultGoal","dataType":"Int64"},
                 {"name":"DefaultYellowFloorPct","dataType":"Double"}]}
                """;

        /** "adding a column verified to succeed", answered 200 with the name. */
        @Test
        void byAColumnMoreAndKeepsItsRows() {
            caller.post(dataset, "DimMetric", "{\"MetricID\":\"CALLS\",\"DefaultGoal\":50}");

            Heard heard = put("DimMetric", WIDER);
            Heard found =
                    caller.query(
                            dataset,
                            "EVALUATE SELECTCOLUMNS(DimMetric,\"k\",DimMetric[DefaultGoal])");

            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.json().toString()).isEqualTo("{\"name\":\"DimMetric\"}");
            assertThat(found.json().at("/results/0/tables/0/rows/0/[k]").asLong()).isEqualTo(50);
        }

        /**
         * What becomes of removed columns is unknown, so it is refused unless it is switched on.
         */
        @Test
        void byAColumnLessOnlyWhenAllowed() {
            String narrower =
                    "{\"name\":\"DimMetric\",\"columns\":["
                            + "{\"name\":\"MetricID\",\"dataType\":\"String\"}]}";

            assertThat(put("DimMetric", narrower).status()).isEqualTo(400);
            set("schemaChange", "ANY");
            assertThat(put("DimMetric", narrower).status()).isEqualTo(200);
        }

        /** "too many schema change requests"; how many that are is unknown. */
        @Test
        void onlySoOften() {
            set("schemaChangesPerMinute", "2");

            assertThat(put("DimMetric", WIDER).status()).isEqualTo(200);
            assertThat(put("DimMetric", WIDER).status()).isEqualTo(200);
            assertThat(put("DimMetric", WIDER).status()).isEqualTo(429);
            clock.pass(Duration.ofMinutes(1));
            assertThat(put("DimMetric", WIDER).status()).isEqualTo(200);
        }

        private Heard put(String table, String body) {
            return caller.powerBi("PUT", "/datasets/" + dataset + "/tables/" + table, body);
        }
    }
}

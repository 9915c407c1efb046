package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.Caller.Heard;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class DatasetsTest extends PowerBiTest {
    /** "Dataset names are NOT unique: POST same name twice creates two datasets". */
    @Test
    void makesTwoOfTheSameName() {
        String second = caller.create(Schemas.STAR, "None");

        assertThat(second).isNotEqualTo(dataset);
        assertThat(caller.powerBi("GET", "/datasets", "").json().path("value")).hasSize(2);
    }

    /** "201 Created or 202 Accepted, body Dataset"; the policy is read in any case. */
    @Test
    void tellsIdNameAndRetention() {
        set("creation", "ACCEPTED");

        Heard heard =
                caller.powerBi("POST", "/datasets?defaultRetentionPolicy=basicFifo", Schemas.STAR);

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

    /** "200, no body". */
    @Test
    void deletesADatasetWithAllItHolds() {
        Heard heard = caller.powerBi("DELETE", "/datasets/" + dataset, "");

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body()).isEmpty();
        assertThat(caller.post(dataset, "FactEvent", Schemas.event("a")).status()).isEqualTo(404);
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

    /** Real answers carry a RequestId and no-store, whatever they say. */
    @Test
    void putsARequestIdOnEveryAnswer() {
        assertThat(caller.powerBi("GET", "/datasets", "").header("RequestId")).isNotEmpty();
        assertThat(caller.powerBi("GET", "/datasets/none", "").header("RequestId")).isNotEmpty();
        assertThat(caller.powerBi("GET", "/nothing", "").header("RequestId")).isNotEmpty();
    }

    @Nested
    class ASchemaIsRefused {
        /**
         * Property names are case-sensitive, and "unknown property -> 400" names type and target.
         */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'dataType':'Int64'|'datatype':'Int64'|datatype",
                    "'defaultMode':'Push'|'compatibilityLevel':1|compatibilityLevel",
                })
        void forAPropertyThatItsTypeHasNot(String good, String bad, String named) {
            String schema = Schemas.STAR.replace(quoted(good), quoted(bad));

            Heard heard = caller.powerBi("POST", "/datasets", schema);

            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.json().at("/error/code").asText()).isEqualTo("BadRequest");
            assertThat(heard.json().at("/error/details/0/message").asText())
                    .startsWith("The property '" + named + "' does not exist on type '")
                    .endsWith("property names that are defined by the type.");
        }

        /**
         * The API's pattern for names excludes ! " $ % & ' ( ) and more; at most 100 characters.
         */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'name':'DimGoal'|'name':'Dim.Goal'",
                    "'name':'FactToAgent'|'name':'Fact(To)Agent'",
                    "'dataType':'bool'|'dataType':'Guid'",
                    "'name':'Score'|'name':'EventID'",
                    "'name':'DimGoal'|'name':'DimShift'",
                    "'toColumn':'AgentID'|'toColumn':'Nowhere'",
                    "'toColumn':'AgentID'|'toColumn':'ActiveFlag'",
                })
        void forANameOrATypeThatCannotBe(String good, String bad) {
            String schema = Schemas.STAR.replace(quoted(good), quoted(bad));

            assertThat(schema).isNotEqualTo(Schemas.STAR);
            assertThat(caller.powerBi("POST", "/datasets", schema).status()).isEqualTo(400);
        }

        /** "at most one relationship between the same two tables". */
        @Test
        void forASecondRelationshipBetweenTheSameTables() {
            String one = Schemas.STAR.substring(Schemas.STAR.indexOf("[{\"name\":\"FactToAgent"));
            String another = one.substring(1, one.indexOf(']')).replace("FactToAgent", "Again");

            Heard heard =
                    caller.powerBi(
                            "POST",
                            "/datasets",
                            Schemas.STAR.replace(
                                    "[{\"name\":\"FactToAgent",
                                    "[" + another + ",{\"name\":\"FactToAgent"));

            assertThat(heard.text()).contains("is there twice");
        }

        /** 75 columns, 75 tables, 75 relationships. */
        @Test
        void beyondSeventyFiveOfAKind() {
            assertThat(caller.powerBi("POST", "/datasets", wide(1, 75)).status()).isEqualTo(201);
            assertThat(caller.powerBi("POST", "/datasets", wide(1, 76)).status()).isEqualTo(400);
            assertThat(caller.powerBi("POST", "/datasets", wide(75, 1)).status()).isEqualTo(201);
            assertThat(caller.powerBi("POST", "/datasets", wide(76, 1)).status()).isEqualTo(400);
        }

        private static String wide(int tables, int columns) {
            String all =
                    IntStream.range(0, columns)
                            .mapToObj(each -> "{\"name\":\"c" + each + "\",\"dataType\":\"int64\"}")
                            .collect(Collectors.joining(","));
            return IntStream.range(0, tables)
                    .mapToObj(each -> "{\"name\":\"t" + each + "\",\"columns\":[" + all + "]}")
                    .collect(Collectors.joining(",", "{\"name\":\"Wide\",\"tables\":[", "]}"));
        }

        private static String quoted(String text) {
            return text.replace('\'', '"');
        }
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

        private Heard put(String table, String body) {
            return caller.powerBi("PUT", "/datasets/" + dataset + "/tables/" + table, body);
        }
    }
}

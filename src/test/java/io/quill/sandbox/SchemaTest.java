package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.SandboxClient.Heard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a dataset may not look like. */
class SchemaTest extends PowerBiTest {
    /** Property names are case-sensitive, and "unknown property -> 400" names type and target. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'dataType':'Int64'|'datatype':'Int64'|datatype",
                "'defaultMode':'Push'|'compatibilityLevel':1|compatibilityLevel",
            })
    void isRefusedForAPropertyThatItsTypeHasNot(String good, String bad, String named) {
        String schema = SampleDatasets.STAR.replace(quoted(good), quoted(bad));

        Heard heard = caller.powerBi("POST", "/datasets", schema);

        assertThat(heard.status()).isEqualTo(400);
        assertThat(heard.json().at("/error/code").asText()).isEqualTo("BadRequest");
        assertThat(heard.json().at("/error/details/0/message").asText())
                .startsWith("The property '" + named + "' does not exist on type '")
                .endsWith("property names that are defined by the type.");
    }

    /** The API's pattern for names excludes ! " $ % & ' ( ) and more; at most 100 characters. */
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
                "'name':'Score'|'name':'Sco\\u0001re'",
                "'name':'Score'|'name':'Score','summarizeBy':'median'",
                "'name':'Score'|'name':'Score','dataCategory':'Planet'",
                "'name':'Score'|'name':'Score','sortByColumn':'Nowhere'",
                "'toColumn':'AgentID'|'toColumn':'AgentID','crossFilteringBehavior':'None'",
                "DISTINCTCOUNT(|USERELATIONSHIP(",
                "'defaultMode':'Push'|'defaultMode':'Pull'",
                "'defaultMode':'Push'|'defaultMode':'Streaming'",
            })
    void isRefusedForANameOrATypeThatCannotBe(String good, String bad) {
        String schema = SampleDatasets.STAR.replace(quoted(good), quoted(bad));

        assertThat(schema).isNotEqualTo(SampleDatasets.STAR);
        assertThat(caller.powerBi("POST", "/datasets", schema).status()).isEqualTo(400);
    }

    /** "at most one relationship between the same two tables". */
    @Test
    void isRefusedForASecondRelationshipBetweenTheSameTables() {
        String one =
                SampleDatasets.STAR.substring(
                        SampleDatasets.STAR.indexOf("[{\"name\":\"FactToAgent"));
        String another = one.substring(1, one.indexOf(']')).replace("FactToAgent", "Again");

        Heard heard =
                caller.powerBi(
                        "POST",
                        "/datasets",
                        SampleDatasets.STAR.replace(
                                "[{\"name\":\"FactToAgent",
                                "[" + another + ",{\"name\":\"FactToAgent"));

        assertThat(heard.text()).contains("is there twice");
    }

    /** "a table literally named Date hits a service bug (workaround Dates)". */
    @Test
    void isRefusedForATableNamedDateUnlessToldOtherwise() {
        String schema = SampleDatasets.STAR.replace(quoted("'DimShift'"), quoted("'Date'"));

        assertThat(caller.powerBi("POST", "/datasets", schema).status()).isEqualTo(400);
        set("dateTable", "TAKEN");
        assertThat(caller.powerBi("POST", "/datasets", schema).status()).isEqualTo(201);
    }

    /**
     * No source says whether the two columns must be of one type: unless told otherwise, they must.
     */
    @Test
    void isRefusedForARelationshipOfTwoTypesUnlessToldOtherwise() {
        String schema =
                SampleDatasets.STAR.replace(
                        quoted("'toColumn':'AgentID'"), quoted("'toColumn':'ActiveFlag'"));
        set("relationshipTypes", "MAY_DIFFER");

        assertThat(caller.powerBi("POST", "/datasets", schema).status()).isEqualTo(201);
    }

    /** "75 relationships", each between two tables of its own. */
    @Test
    void isRefusedBeyondSeventyFiveRelationships() {
        assertThat(caller.powerBi("POST", "/datasets", tied(75)).status()).isEqualTo(201);
        assertThat(caller.powerBi("POST", "/datasets", tied(76)).status()).isEqualTo(400);
    }

    /** "75 columns (per table [M])". */
    @Test
    void isRefusedBeyondSeventyFiveColumnsTogetherWhereToldTo() {
        assertThat(caller.powerBi("POST", "/datasets", wide(2, 40)).status()).isEqualTo(201);
        set("columnLimit", "PER_DATASET");
        assertThat(caller.powerBi("POST", "/datasets", wide(2, 40)).status()).isEqualTo(400);
    }

    private static String tied(int relationships) {
        String wide = wide(14, 1);
        String all =
                IntStream.range(0, 14)
                        .boxed()
                        .flatMap(from -> IntStream.range(0, from).mapToObj(to -> tie(from, to)))
                        .limit(relationships)
                        .collect(Collectors.joining(","));
        return wide.substring(0, wide.length() - 1) + ",\"relationships\":[" + all + "]}";
    }

    private static String tie(int from, int to) {
        return quoted(
                ("{'name':'r%1$d-%2$d','fromTable':'t%1$d','fromColumn':'c0',"
                                + "'toTable':'t%2$d','toColumn':'c0'}")
                        .formatted(from, to));
    }

    /** 75 columns, 75 tables, 75 relationships. */
    @Test
    void isRefusedBeyondSeventyFiveOfAKind() {
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

package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.SandboxClient.Heard;
import io.quill.sandbox.dax.DaxEngine;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class DaxTest extends PowerBiTest {
    @BeforeEach
    void post() {
        caller.post(
                dataset,
                "FactEvent",
                "{\"EventID\":\"a\"},{\"EventID\":\"b\"},{\"EventID\":\"A\"},{\"Notes\":\"x\"}");
    }

    @Nested
    class UnderstandsTheTemplates {
        /** "strings compare case-insensitively in DAX (EventIDs differing by case collide)". */
        @Test
        void forWhichOfAListAreThere() {
            String dax =
                    DaxEngine.PRESENT.formatted(
                            "FactEvent", "EventID", "\"A\",\"c\",\"say \"\"b\"\"\"");

            assertThat(answer(dax)).isEqualTo("[{\"[EventID]\":\"a\"},{\"[EventID]\":\"A\"}]");
        }

        @Test
        void forHowManyAndHowManyDifferent() {
            assertThat(answer(DaxEngine.COUNTED.formatted("FactEvent", "EventID")))
                    .isEqualTo("[{\"[n]\":4,\"[d]\":3}]");
        }

        @Test
        void forWhatIsThereTwice() {
            assertThat(answer(DaxEngine.REPEATED.formatted("FactEvent", "EventID")))
                    .isEqualTo("[{\"FactEvent[EventID]\":\"a\",\"[n]\":2}]");
        }

        /** "includeNulls default false (null columns omitted!)". */
        @Test
        void forAllKeys() {
            assertThat(answer(DaxEngine.KEYS.formatted("'FactEvent'", "EventID")))
                    .isEqualTo("[{\"[k]\":\"a\"},{\"[k]\":\"b\"},{\"[k]\":\"A\"},{}]");
        }

        @Test
        void withOtherSpacesAndLetterCases() {
            assertThat(
                            answer(
                                    " evaluate\n selectcolumns ( filter(factevent,"
                                            + "FactEvent[eventid]"
                                            + " in { \"b\" } ), \"id\", 'FACTEVENT'[EventID] ) "))
                    .isEqualTo("[{\"[id]\":\"b\"}]");
        }

        @Test
        void forTenThousandKeysAtOnce() {
            String keys =
                    IntStream.range(0, 10_000)
                            .mapToObj(each -> "\"ALOWARE:" + each + "\"")
                            .collect(Collectors.joining(","));

            assertThat(answer(DaxEngine.PRESENT.formatted("FactEvent", "EventID", keys + ",\"b\"")))
                    .isEqualTo("[{\"[EventID]\":\"b\"}]");
        }
    }

    /** "DAX error -> HTTP 400 code DatasetExecuteQueriesError … AnalysisServicesErrorCode". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EVALUATE INFO.TABLES()",
                "EVALUATE ROW(\"n\",COUNTROWS(Nowhere),\"d\",DISTINCTCOUNT(Nowhere[EventID]))",
                "EVALUATE SELECTCOLUMNS(FactEvent,\"k\",FactEvent[Nothing])",
                "EVALUATE SELECTCOLUMNS(FactEvent,\"k\",FactEvent[EventID]) ORDER BY [k]",
                "EVALUATE SELECTCOLUMNS(FactEvent,\"k\",DimAgent[AgentID])",
                "SELECT 1",
                "",
            })
    void refusesWhatItDoesNotKnow(String dax) {
        Heard heard = caller.query(dataset, dax);

        assertThat(heard.status()).isEqualTo(400);
        assertThat(heard.json().at("/error/code").asText()).isEqualTo("DatasetExecuteQueriesError");
        assertThat(heard.json().at("/error/pbi.error/details/0/code").asText())
                .isEqualTo("DetailsMessage");
        assertThat(heard.json().at("/error/pbi.error/details/1/code").asText())
                .isEqualTo("AnalysisServicesErrorCode");
    }

    /** "Response starts with UTF-8 BOM -> strip". */
    @Test
    void beginsWithAByteOrderMark() {
        Heard heard = caller.query(dataset, DaxEngine.KEYS.formatted("FactEvent", "EventID"));

        assertThat(heard.body()).startsWith(0xEF, 0xBB, 0xBF);
    }

    /** "1 query/call". */
    @Test
    void answersOneQueryACall() {
        Heard heard =
                caller.powerBi(
                        "POST",
                        "/datasets/" + dataset + "/executeQueries",
                        "{\"queries\":[{\"query\":\"x\"},{\"query\":\"y\"}]}");

        assertThat(heard.status()).isEqualTo(400);
    }

    /** "possible with HTTP 200 when truncated: More than {n} rows in a query result". */
    @Test
    void cutsALongAnswerAndSaysSo() {
        caller.control("PATCH", "/powerbi/limits", "{\"rowsPerQuery\":2}");

        Heard heard = caller.query(dataset, DaxEngine.KEYS.formatted("FactEvent", "EventID"));

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.json().at("/results/0/tables/0/rows")).hasSize(2);
        assertThat(heard.json().at("/results/0/tables/0/error/message").asText())
                .isEqualTo("More than 2 rows in a query result");
    }

    /** "15 MB/query". */
    @Test
    void cutsAnAnswerOfTooManyBytes() {
        caller.control("PATCH", "/powerbi/limits", "{\"bytesPerQuery\":26}");
        dataset = caller.create(SampleDatasets.STAR, "None");
        caller.post(dataset, "FactEvent", SampleDatasets.events("e", 3));

        Heard heard = caller.query(dataset, DaxEngine.KEYS.formatted("FactEvent", "EventID"));

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.json().at("/results/0/tables/0/rows")).hasSize(2);
        assertThat(heard.json().at("/results/0/tables/0/error/code").asText())
                .isEqualTo("DatasetExecuteQueriesError");
    }

    /** "includeNulls" true tells the blanks too. */
    @Test
    void tellsBlanksToACallerWhoAsksForThem() {
        Heard heard =
                caller.powerBi(
                        "POST",
                        "/datasets/" + dataset + "/executeQueries",
                        """
                        {"queries":[{"query":"EVALUATE SELECTCOLUMNS(FactEvent,\\"k\\",FactEvent[EventID])"}],
                         "serializerSettings":{"includeNulls":true}}
                        """);

        assertThat(heard.json().at("/results/0/tables/0/rows/3").toString())
                .isEqualTo("{\"[k]\":null}");
    }

    /** "120 query requests/min/user". */
    @Test
    void answers120QueriesAMinute() {
        String dax = DaxEngine.KEYS.formatted("DimAgent", "AgentID");
        for (int each = 0; each < 120; each++) {
            assertThat(caller.query(dataset, dax).status()).isEqualTo(200);
        }

        assertThat(caller.query(dataset, dax).status()).isEqualTo(429);
        clock.pass(Duration.ofMinutes(1));
        assertThat(caller.query(dataset, dax).status()).isEqualTo(200);
    }

    /** "read-after-write lag [?]". */
    @Test
    void seesWhatWasPostedLateWhereToldTo() {
        set("queryLagMillis", "5000");
        String dax = DaxEngine.COUNTED.formatted("FactEvent", "EventID");

        assertThat(answer(dax)).isEqualTo("[{\"[n]\":0,\"[d]\":0}]");
        clock.pass(Duration.ofSeconds(5));
        assertThat(answer(dax)).isEqualTo("[{\"[n]\":4,\"[d]\":3}]");
    }

    /** "Push datasets are not in the exclusion list -> supported", which nobody states. */
    @Test
    void isRefusedAltogetherWhereToldTo() {
        set("queries", "REFUSED");

        assertThat(caller.query(dataset, DaxEngine.KEYS.formatted("FactEvent", "EventID")).status())
                .isEqualTo(400);
    }

    private String answer(String dax) {
        return caller.query(dataset, dax).json().at("/results/0/tables/0/rows").toString();
    }
}

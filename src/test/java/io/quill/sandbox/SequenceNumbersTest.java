package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.SandboxClient.Heard;

import org.junit.jupiter.api.Test;

class SequenceNumbersTest extends PowerBiTest {
    /** Seen live: "fresh table -> value: []; POST without header leaves it []". */
    @Test
    void areNoneBeforeTheFirst() {
        assertThat(numbers().json().path("value")).isEmpty();
        caller.post(dataset, "FactEvent", SampleDatasets.event("a"));
        assertThat(numbers().json().path("value")).isEmpty();
    }

    /**
     * Seen live: "first POST with header 2 accepted (need not start at 1) -> exactly one entry".
     */
    @Test
    void mayStartAnywhereAndLeaveGaps() {
        assertThat(post(2).status()).isEqualTo(200);
        assertThat(numbers().json().path("value").toString())
                .isEqualTo("[{\"clientId\":\"" + Sandbox.CLIENT_ID + "\",\"sequenceNumber\":2}]");
        assertThat(post(9).status()).isEqualTo(200);
        assertThat(rows("FactEvent")).isEqualTo(2);
    }

    /** From memory: "non-increasing number is refused with 412 and rows are not added". */
    @Test
    void thatDoNotGrowAddNoRows() {
        post(5);

        assertThat(post(5).status()).isEqualTo(412);
        assertThat(post(4).status()).isEqualTo(412);
        assertThat(rows("FactEvent")).isEqualTo(1);
    }

    /** A batch that is refused has used no number. */
    @Test
    void areNotSpentByARefusal() {
        caller.post(dataset, "FactEvent", "{\"Unknown\":1}", SandboxClient.SEQUENCE, "7");

        assertThat(numbers().json().path("value")).isEmpty();
        assertThat(post(7).status()).isEqualTo(200);
    }

    /** "Numbers are per table". */
    @Test
    void countForEachTableByItself() {
        post(5);

        Heard heard =
                caller.post(
                        dataset, "DimAgent", "{\"AgentID\":\"a\"}", SandboxClient.SEQUENCE, "1");

        assertThat(heard.status()).isEqualTo(200);
    }

    /** "after DeleteRows the GET still works (whether the number is reset was not asserted)". */
    @Test
    void outliveTheRowsUnlessToldOtherwise() {
        String path = "/datasets/" + dataset + "/tables/FactEvent/rows";
        post(5);

        caller.powerBi("DELETE", path, "");
        assertThat(post(5).status()).isEqualTo(412);
        set("numbersAtDelete", "RESET");
        caller.powerBi("DELETE", path, "");
        assertThat(post(5).status()).isEqualTo(200);
    }

    /** "undocumented/legacy, no SLA: probe GET; if 404, fall back". */
    @Test
    void areUnknownWhereTheServiceHasNone() {
        set("sequenceNumbers", "UNSUPPORTED");

        assertThat(post(5).status()).isEqualTo(200);
        assertThat(post(5).status()).isEqualTo(200);
        assertThat(numbers().status()).isEqualTo(404);
    }

    /** "switch {unsupported | accept-monotonic-412 | ignore}". */
    @Test
    void mayBeTakenAndForgotten() {
        set("sequenceNumbers", "IGNORED");

        assertThat(post(5).status()).isEqualTo(200);
        assertThat(post(5).status()).isEqualTo(200);
        assertThat(numbers().json().path("value")).isEmpty();
    }

    private Heard post(long number) {
        return caller.post(
                dataset,
                "FactEvent",
                SampleDatasets.event("n" + number),
                SandboxClient.SEQUENCE,
                Long.toString(number));
    }

    private Heard numbers() {
        String path = "/datasets/" + dataset + "/tables/FactEvent/sequenceNumbers";
        return caller.powerBi("GET", path, "");
    }
}

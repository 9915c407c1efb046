package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/** Another process can see and set what Java can. */
class ControlTest extends PowerBiTest {
    @Test
    void tellsWhatAQuillMustKnow() {
        var body = caller.control("GET", "/", "").json();

        assertThat(body.at("/environment/POWERBI_API_URL").asText())
                .isEqualTo(sandbox.powerBi().toString());
        assertThat(body.at("/environment/HUBSPOT_API_URL").asText())
                .isEqualTo(sandbox.hubSpot().toString());
    }

    @Test
    void answersAtEveryOrigin() {
        int status = caller.send(sandbox.aloware(), "GET", "/sandbox/counters", "").status();

        assertThat(status).isEqualTo(200);
    }

    @Test
    void putsTheClockForward() {
        var body = caller.control("POST", "/clock", "{\"advance\":\"PT90M\"}").json();

        assertThat(body.path("now").asText()).isEqualTo("2026-03-02T16:30:00Z");
        assertThat(sandbox.desk().now()).isEqualTo(clock.instant().plus(Duration.ofMinutes(90)));
    }

    @Test
    void showsTheRowsAndTheirKeys() {
        caller.post(
                dataset,
                "FactEvent",
                SampleDatasets.events("e", 3) + "," + SampleDatasets.event("E1"));
        String table = "/powerbi/datasets/" + dataset + "/tables/FactEvent";

        assertThat(caller.control("GET", table + "/rows?offset=1&limit=2", "").text())
                .isEqualTo("[{\"EventID\":\"e1\"},{\"EventID\":\"e2\"}]");
        assertThat(caller.control("GET", table + "/keys?column=EventID", "").text())
                .isEqualTo(
                        "{\"rows\":4,\"distinct\":3,"
                                + "\"repeated\":[{\"key\":\"e1\",\"times\":2}],"
                                + "\"repeatedKeys\":1}");
    }

    @Test
    void createsADatasetWithoutACaller() {
        byte[] schema = SampleDatasets.STAR.getBytes(UTF_8);
        String made = sandbox.pushApi().create(Sandbox.WORKSPACE, schema, "basicFIFO");

        assertThat(caller.powerBi("GET", "/datasets/" + made, "").status()).isEqualTo(200);
        assertThatThrownBy(() -> sandbox.pushApi().create(Sandbox.WORKSPACE, new byte[0], "None"))
                .hasMessageContaining("not JSON");
    }

    @Test
    void showsTheDatasets() {
        var told = caller.control("GET", "/powerbi/datasets", "").json().path(0);

        assertThat(told.path("id").asText()).isEqualTo(dataset);
        assertThat(told.at("/rows/FactEvent").asLong()).isZero();
        assertThat(told.path("broken").isNull()).isTrue();
    }

    @Test
    void countsAndJournalsWhatWasServed() {
        caller.post(dataset, "FactEvent", SampleDatasets.event("a"));
        caller.post(dataset, "FactEvent", "{\"Unknown\":1}");

        var counters = caller.control("GET", "/counters", "").json();
        var journal = caller.control("GET", "/journal?last=1", "").json();

        assertThat(counters.path("powerbi.postRows.200").asLong()).isEqualTo(1);
        assertThat(counters.path("powerbi.postRows.400").asLong()).isEqualTo(1);
        assertThat(journal.path(0).path("target").asText()).isEqualTo("FactEvent");
        assertThat(journal.path(0).path("outcome").asText()).isEqualTo("400");
    }

    @Test
    void armsAndListsFaults() {
        caller.control("POST", "/faults", "{\"kind\":\"STATUS\",\"status\":500,\"times\":3}");
        caller.powerBi("GET", "/datasets", "");

        var left = caller.control("GET", "/faults", "").json();

        assertThat(left.path(0).path("kind").asText()).isEqualTo("STATUS");
        assertThat(left.path(0).path("times").asInt()).isEqualTo(2);
    }

    @Test
    void settlesASwitchAndLeavesTheOthers() {
        set("longText", "TRUNCATED");

        assertThat(switches().longText().name()).isEqualTo("TRUNCATED");
        assertThat(switches().coercion().name()).isEqualTo("NONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH|/powerbi/switches|{\"longText\":\"EATEN\"}",
                "PATCH|/powerbi/switches|{\"unheardOf\":\"X\"}",
                "PATCH|/powerbi/switches|nonsense",
                "POST|/faults|{\"kind\":\"EARTHQUAKE\"}",
                "POST|/faults|{\"kind\":\"DROP\",\"times\":0}",
                "POST|/clock|{\"advance\":\"soon\"}",
            })
    void refusesWhatItCannotMean(String method, String path, String body) {
        assertThat(caller.control(method, path, body).status()).isEqualTo(400);
    }

    @Test
    void forgetsWhatWasStoredArmedAndCounted() {
        caller.control("POST", "/faults", "{\"kind\":\"DROP\"}");

        caller.control("POST", "/reset", "");

        assertThat(sandbox.pushApi().datasets()).isEmpty();
        assertThat(sandbox.desk().faults().left()).isEmpty();
        assertThat(sandbox.journal().counters()).isEmpty();
        assertThat(caller.powerBi("GET", "/datasets", "").status()).isEqualTo(200);
    }
}

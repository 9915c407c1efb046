package io.quill.events.sink.powerbi;

import static io.quill.events.sink.powerbi.FakeTransport.DATASET;
import static io.quill.events.sink.powerbi.FakeTransport.WORKSPACE;
import static io.quill.events.sink.powerbi.FakeTransport.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.sink.Batch;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.SinkStatus;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

class DatasetManagerTest {
    private static final String ONE = "GET /" + DATASET;
    private static final String TABLES = ONE + "/tables";
    private static final String CREATED = "{\"id\":\"" + DATASET + "\",\"name\":\"Quill\"}";
    private static final String NAMES =
            DatasetSchema.QUILL.tables().stream()
                    .map(table -> "{\"name\":\"" + table.name() + "\"}")
                    .collect(Collectors.joining(",", "{\"value\":[", "]}"));

    private final FakeTransport service = new FakeTransport();
    private final List<Duration> pauses = new ArrayList<>();

    @Nested
    class WithAnId {
        @Test
        void isReadyAndSaysWhatCannotBeChecked() {
            service.on(ONE, answer(200, CREATED)).on(TABLES, answer(200, NAMES));

            assertThat(byId().ensure())
                    .isInstanceOfSatisfying(
                            SinkStatus.Ready.class,
                            ready -> {
                                assertThat(ready.dataset()).isEqualTo(DATASET);
                                assertThat(ready.remarks())
                                        .singleElement()
                                        .asString()
                                        .startsWith("the columns of FactEvent, DimAgent, ")
                                        .endsWith(" are not listed and cannot be checked");
                            });
        }

        @Test
        void checksColumnsWhereTheyAreListed() {
            String columns =
                    DatasetSchema.QUILL.tables().stream()
                            .map(table -> table.json().toString())
                            .collect(Collectors.joining(",", "{\"value\":[", "]}"))
                            .replace(
                                    "\"name\":\"TalkSeconds\",\"dataType\":\"Int64\"",
                                    "\"name\":\"TalkSeconds\",\"dataType\":\"String\"")
                            .replace("\"name\":\"Team\"", "\"name\":\"Crew\"")
                            .replace("\"dataType\":\"Boolean\"", "\"dataType\":\"bool\"");
            service.on(ONE, answer(200, CREATED)).on(TABLES, answer(200, columns));

            assertThat(byId().ensure())
                    .isInstanceOfSatisfying(
                            SinkStatus.Faulty.class,
                            faulty ->
                                    assertThat(faulty.words())
                                            .endsWith(
                                                    "differs: column FactEvent[TalkSeconds] is String"
                                                            + " and not Int64; column DimAgent[Team] is"
                                                            + " missing"));
        }

        @Test
        void remarksMeasuresThatAreNotAsWanted() {
            String tables =
                    DatasetSchema.QUILL.tables().stream()
                            .map(table -> table.json().toString())
                            .collect(Collectors.joining(",", "{\"value\":[", "]}"))
                            .replace("\"name\":\"Actual\"", "\"name\":\"Factual\"");
            service.on(ONE, answer(200, CREATED)).on(TABLES, answer(200, tables));

            assertThat(byId().ensure())
                    .isInstanceOfSatisfying(
                            SinkStatus.Ready.class,
                            ready ->
                                    assertThat(ready.remarks())
                                            .singleElement()
                                            .asString()
                                            .contains("FactEvent[Actual] is missing", "--alter"));
        }

        @Test
        void looksWithoutMakingAnything() {
            service.on("GET", answer(200, "{\"value\":[]}"));

            assertThat(byName().checkExisting()).isEmpty();
            assertThat(service.asked()).containsExactly("GET");
        }

        @Test
        void saysWhichTableIsMissing() {
            service.on(ONE, answer(200, CREATED))
                    .on(TABLES, answer(200, NAMES.replace("DimAgent", "Agents")));

            assertThat(faulty(byId())).contains("table DimAgent is missing");
        }

        /** Datasets of an earlier version have no goals of months. */
        @Test
        void pushesWithoutGoalsOfMonthsAndSaysTheWayOut() {
            service.on(ONE, answer(200, CREATED))
                    .on(TABLES, answer(200, NAMES.replace("DimGoal", "Goals")));

            assertThat(byId().ensure())
                    .isInstanceOfSatisfying(
                            SinkStatus.Ready.class,
                            ready -> {
                                assertThat(ready.missing()).containsExactly("DimGoal");
                                assertThat(ready.remarks())
                                        .anySatisfy(
                                                remark ->
                                                        assertThat(remark)
                                                                .contains(
                                                                        "DimGoal is missing",
                                                                        "quill rebuild"));
                            });
        }

        @Test
        void doesNotTakeADatasetThatCannotBePushedTo() {
            service.on(ONE, answer(200, "{\"addRowsAPIEnabled\":false}"))
                    .on(TABLES, answer(200, NAMES));

            assertThat(faulty(byId())).contains("not a push dataset");
        }

        @Test
        void remarksAnotherRetention() {
            service.on(ONE, answer(200, "{\"defaultRetentionPolicy\":\"basicFIFO\"}"))
                    .on(TABLES, answer(200, NAMES));

            assertThat(byId().ensure())
                    .isInstanceOfSatisfying(
                            SinkStatus.Ready.class,
                            ready -> {
                                assertThat(ready.remarks()).last().asString().contains("basicFIFO");
                                assertThat(ready.retention()).isEqualTo(RetentionPolicy.FIFO);
                            });
        }

        @Test
        void saysWhereToLookWhenItIsNotThere() {
            service.on(ONE, answer(404, "{\"error\":{\"code\":\"PowerBIEntityNotFound\"}}"))
                    .on(TABLES, answer(404, ""));

            assertThat(faulty(byId())).contains("PowerBIEntityNotFound", "POWERBI_DATASET_ID");
        }

        @Test
        void isThereWhereOnlyItsTablesAreShown() {
            service.on(ONE, answer(404, "")).on(TABLES, answer(200, NAMES));

            assertThat(byId().ensure()).isInstanceOf(SinkStatus.Ready.class);
        }

        @Test
        void isAwayWhileNothingAnswers() {
            service.on(ONE, new SendResult.NoReply("time-out"))
                    .on(TABLES, new SendResult.NoReply("time-out"));

            assertThat(byId().ensure()).isEqualTo(new SinkStatus.Away("time-out"));
        }

        @Test
        void altersATableOnlyWhenAsked() {
            service.on("PUT /" + DATASET + "/tables/DimAgent", answer(200, ""))
                    .on(ONE, answer(200, CREATED))
                    .on(TABLES, answer(200, NAMES));
            PowerBiSink sink = byId();
            sink.ensure();
            assertThat(service.asked()).noneMatch(it -> it.startsWith("PUT"));

            assertThat(sink.alter("DimAgent")).isInstanceOf(SinkStatus.Ready.class);
            assertThat(service.asked()).filteredOn(it -> it.startsWith("PUT")).hasSize(1);
        }
    }

    @Nested
    class WithAName {
        @Test
        void takesTheOneOfThatName() {
            service.on("GET", answer(200, listed(DATASET)))
                    .on(ONE, answer(200, CREATED))
                    .on(TABLES, answer(200, NAMES))
                    .on("POST /" + DATASET + "/tables/DimAgent/rows", answer(200, ""));

            assertThat(byName().append(new Batch("DimAgent", 1, List.of("{}"))))
                    .isInstanceOf(PushResult.Taken.class);
            assertThat(service.asked()).doesNotContain("POST");
        }

        @Test
        void doesNotChooseBetweenTwo() {
            service.on("GET", answer(200, listed(DATASET, WORKSPACE)));

            assertThat(faulty(byName())).contains(DATASET, WORKSPACE, "POWERBI_DATASET_ID");
        }

        @Test
        void makesItCompleteWhereThereIsNone() {
            service.on("GET", answer(200, "{\"value\":[{\"id\":\"x\",\"name\":\"quill\"}]}"))
                    .on("POST", answer(201, CREATED))
                    .on(ONE, answer(200, CREATED))
                    .on(TABLES, answer(200, NAMES));

            assertThat(byName().ensure()).isInstanceOf(SinkStatus.Ready.class);

            PowerBiRequest creation = service.requests.get(1);
            assertThat(creation.query()).isEqualTo("defaultRetentionPolicy=basicFIFO");
            assertThat(PowerBiJson.read(creation.body()))
                    .isEqualTo(DatasetSchema.QUILL.json("Quill"));
            assertThat(pauses).isEmpty();
        }

        @Test
        void waitsUntilItCanBeSeen() {
            service.on("GET", answer(200, "{\"value\":[]}"))
                    .on("POST", answer(202, CREATED))
                    .on(ONE, answer(404, ""), answer(200, CREATED))
                    .on(TABLES, answer(404, ""), answer(404, ""), answer(200, NAMES));

            assertThat(byName().ensure()).isInstanceOf(SinkStatus.Ready.class);
            assertThat(pauses).hasSize(2);
        }

        @Test
        void doesNotWaitForEverNorMakeItTwice() {
            service.on("GET", answer(200, "{\"value\":[]}"))
                    .on("POST", answer(202, CREATED))
                    .on(ONE, answer(404, ""))
                    .on(TABLES, answer(404, ""));
            PowerBiSink sink = byName();

            assertThat(sink.ensure()).isInstanceOf(SinkStatus.Away.class);
            assertThat(sink.ensure()).isInstanceOf(SinkStatus.Away.class);
            assertThat(pauses).hasSizeLessThan(30);
            assertThat(service.asked()).filteredOn("POST"::equals).hasSize(1);
        }

        @Test
        void doesNotMakeASecondAfterSilence() {
            service.on("GET", answer(200, "{\"value\":[]}"))
                    .on("POST", new SendResult.NoReply("time-out"));
            PowerBiSink sink = byName();

            assertThat(sink.ensure()).isEqualTo(new SinkStatus.Away("time-out"));
            assertThat(sink.ensure()).isInstanceOf(SinkStatus.Away.class);
            assertThat(service.asked()).filteredOn("POST"::equals).hasSize(1);
        }

        @Test
        void triesAgainAfterARefusal() {
            service.on("GET", answer(200, "{\"value\":[]}")).on("POST", answer(429, ""));
            PowerBiSink sink = byName();

            assertThat(sink.ensure()).isInstanceOf(SinkStatus.Away.class);
            sink.ensure();
            assertThat(service.asked()).filteredOn("POST"::equals).hasSize(2);
        }

        @Test
        void explainsWhyNoneCanBeMade() {
            service.on("GET", answer(200, "{\"value\":[]}"))
                    .on("POST", answer(403, "{\"error\":{\"code\":\"FeatureDeprecatedError\"}}"));

            assertThat(faulty(byName())).contains("FeatureDeprecatedError", "Fabric");
        }

        @Test
        void sendsNothingBeforeItIsThere() {
            service.on("GET", new SendResult.NoReply("time-out"));

            assertThat(byName().append(new Batch("FactEvent", 1, List.of("{}"))))
                    .isEqualTo(new PushResult.Unsent("time-out"));
        }

        private static String listed(String... ids) {
            return List.of(ids).stream()
                    .map(id -> "{\"id\":\"" + id + "\",\"name\":\"Quill\"}")
                    .collect(Collectors.joining(",", "{\"value\":[", "]}"));
        }
    }

    @Test
    void anIdSaysNothingElseInAPath() {
        assertThatThrownBy(
                        () ->
                                new DatasetTarget(
                                        "../me",
                                        Optional.empty(),
                                        "Quill",
                                        RetentionPolicy.NONE,
                                        "client"))
                .hasMessageContaining("POWERBI_WORKSPACE_ID");
    }

    private static String faulty(PowerBiSink sink) {
        SinkStatus sinkStatus = sink.ensure();
        assertThat(sinkStatus).isInstanceOf(SinkStatus.Faulty.class);
        return ((SinkStatus.Faulty) sinkStatus).words();
    }

    private PowerBiSink byId() {
        return sink(Optional.of(DATASET), RetentionPolicy.NONE);
    }

    private PowerBiSink byName() {
        return sink(Optional.empty(), RetentionPolicy.FIFO);
    }

    private PowerBiSink sink(Optional<String> id, RetentionPolicy retentionPolicy) {
        DatasetTarget datasetTarget =
                new DatasetTarget(WORKSPACE, id, "Quill", retentionPolicy, "client");
        return new PowerBiSink(
                service,
                new FakeTokenProvider(),
                datasetTarget,
                DatasetSchema.QUILL,
                InstantSource.system(),
                pauses::add);
    }
}

package io.quill.events.sink.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.Metric;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class DatasetSchemaTest {
    private static final Pattern COLUMN = Pattern.compile("\\b(\\w+)\\[(\\w+)\\]");
    private static final Pattern MEASURE = Pattern.compile("(?<!\\w)\\[(\\w+)\\]");

    private final DatasetSchema schema = DatasetSchema.QUILL;

    @Test
    void isCreatedAsTheGoldenFileSays() throws IOException {
        String json =
                new ObjectMapper()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(schema.json("Quill"))
                        + "\n";

        assertThat(json).isEqualTo(golden());
    }

    @Test
    void noTableIsNamedDate() {
        assertThat(schema.tables()).extracting(DatasetSchema.Table::name).doesNotContain("Date");
    }

    @Test
    void everyRelationshipJoinsColumnsOfOneType() {
        for (DatasetSchema.Relationship it : schema.relationships()) {
            assertThat(type("FactEvent", it.fromColumn()))
                    .isEqualTo(type(it.toTable(), it.toColumn()));
        }
        assertThat(schema.relationships()).hasSize(3);
    }

    @Test
    void everyColumnThatAMeasureNamesIsThere() {
        List<MatchResult> named =
                expressions().stream().flatMap(it -> COLUMN.matcher(it).results()).toList();

        assertThat(named).hasSizeGreaterThan(20);
        named.forEach(it -> assertThat(type(it.group(1), it.group(2))).isNotEmpty());
    }

    @Test
    void everyMeasureThatAMeasureNamesIsThere() {
        List<String> names = DaxMeasures.ALL.stream().map(DaxMeasures.Measure::name).toList();

        assertThat(expressions().stream().flatMap(it -> MEASURE.matcher(it).results()))
                .extracting(it -> it.group(1))
                .isNotEmpty()
                .allMatch(names::contains);
    }

    @Test
    void everyMeasureIsBalanced() {
        for (String expression : expressions()) {
            assertThat(count(expression, '(')).as(expression).isEqualTo(count(expression, ')'));
        }
    }

    @Test
    void measuresKnowOnlyUniversalTime() {
        assertThat(expressions())
                .anyMatch(it -> it.contains("UTCNOW"))
                .noneMatch(it -> Pattern.compile("\\b(NOW|TODAY)\\b|Local\\]").matcher(it).find());
    }

    @Test
    void everyMetricHasAStart() {
        assertThat(DatasetSchema.STARTING_GOALS)
                .extracting(DatasetSchema.StartingGoal::metric)
                .containsExactly(Metric.values());
        assertThat(DatasetSchema.STARTING_GOALS)
                .extracting(DatasetSchema.StartingGoal::goal)
                .containsExactly(50L, 45L, 0L, 0L);
    }

    private static List<String> expressions() {
        return DaxMeasures.ALL.stream().map(DaxMeasures.Measure::expression).toList();
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(it -> it == wanted).count();
    }

    private String type(String table, String column) {
        return schema.table(table).columns().stream()
                .filter(it -> it.name().equals(column))
                .map(DatasetSchema.Column::type)
                .findFirst()
                .orElseThrow(() -> new AssertionError(table + "[" + column + "] is not there"));
    }

    private static String golden() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(
                        DatasetSchemaTest.class.getResourceAsStream("dataset.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

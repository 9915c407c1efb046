package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.push.OpenBatch.Stage;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The life of a batch, as architecture.md draws it. */
class BatchStageTest {
    private static final Pattern ROW =
            Pattern.compile("\\| (\\w+) \\|[^|]*\\| ((?:\\w+(?:, )?)+|-) \\|");

    @Test
    void followsTheArrowsOfTheDocument() throws IOException {
        String document = Files.readString(Path.of("src/docs/architecture.md"));
        int from = document.indexOf("| stage | what it is | next |");
        String table = document.substring(from, document.indexOf("\n\n", from));
        Map<String, String> drawn = new TreeMap<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            if (!row.group(1).equals("stage")) {
                String next = row.group(2).equals("-") ? "" : row.group(2);
                drawn.put(
                        row.group(1), String.join(", ", new TreeSet<>(List.of(next.split(", ")))));
            }
        }

        assertThat(drawn)
                .isEqualTo(
                        new TreeMap<>(
                                Arrays.stream(Stage.values())
                                        .collect(
                                                Collectors.toMap(
                                                        BatchStageTest::name,
                                                        BatchStageTest::next))));
    }

    @Test
    void goesNowhereElse() {
        OpenBatch settled = new OpenBatch(7, Stage.SETTLED, List.of(), List.of());

        assertThatThrownBy(() -> settled.at(Stage.FIXED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Batch 7 is SETTLED and cannot become FIXED");
    }

    private static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private static String next(Stage stage) {
        return stage.next().stream()
                .map(BatchStageTest::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

package io.quill.records.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Statements as they were when somebody last read them; {@code -Dgolden=write} accepts new ones.
 */
public final class GoldenStatements {
    private GoldenStatements() {}

    public static void compare(String name, List<String> statements) throws IOException {
        String text =
                String.join("\n;\n", statements.stream().map(GoldenStatements::folded).toList())
                        + "\n;\n";
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(
                    Path.of("src/test/resources/io/quill/records/warehouse").resolve(name), text);
        }
        assertThat(text).isEqualTo(kept(name));
    }

    private static String kept(String name) throws IOException {
        try (InputStream file = GoldenStatements.class.getResourceAsStream(name)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A line a clause, so that a difference can be read. */
    private static String folded(String statement) {
        return statement
                .strip()
                .replaceAll("\\s+", " ")
                .replace("\u001f", "\\x1F")
                .replaceAll(
                        " (?=(FROM|WHERE|WHEN MATCHED|WHEN NOT MATCHED|LEFT JOIN|JOIN|OUTER APPLY|"
                                + "CROSS APPLY|GROUP BY|VALUES|USING) )",
                        "\n  ");
    }
}

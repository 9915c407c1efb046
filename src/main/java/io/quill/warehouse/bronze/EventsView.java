package io.quill.warehouse.bronze;

import io.quill.landing.WarehouseException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * {@code bronze.events}: the archive of settled facts, read where it lies, so that events and
 * records can be asked together. A fact that was archived twice shows once.
 */
public final class EventsView {
    private static final String NAME = "bronze.events";
    private static final String COLUMNS =
            """
            {EventID: 'VARCHAR', AgentID: 'VARCHAR', FactDateKey: 'TIMESTAMP',
             MetricID: 'VARCHAR', OccurredAt: 'TIMESTAMP', Source: 'VARCHAR',
             Direction: 'VARCHAR', Outcome: 'VARCHAR', TalkSeconds: 'BIGINT',
             DurationSeconds: 'BIGINT', RingGroupID: 'VARCHAR', Notes: 'VARCHAR',
             Batch: 'BIGINT', SettledAt: 'TIMESTAMP'}
            """;
    private static final String NOTHING =
            """
            SELECT CAST(NULL AS VARCHAR) AS EventID, CAST(NULL AS VARCHAR) AS AgentID,
              CAST(NULL AS TIMESTAMP) AS FactDateKey, CAST(NULL AS VARCHAR) AS MetricID,
              CAST(NULL AS TIMESTAMP) AS OccurredAt, CAST(NULL AS VARCHAR) AS Source,
              CAST(NULL AS VARCHAR) AS Direction, CAST(NULL AS VARCHAR) AS Outcome,
              CAST(NULL AS BIGINT) AS TalkSeconds, CAST(NULL AS BIGINT) AS DurationSeconds,
              CAST(NULL AS VARCHAR) AS RingGroupID, CAST(NULL AS VARCHAR) AS Notes,
              CAST(NULL AS BIGINT) AS Batch, CAST(NULL AS TIMESTAMP) AS SettledAt
            WHERE false
            """;

    private final Path archive;

    public EventsView(Path archive) {
        this.archive = archive;
    }

    /** In DuckDB's words; a pattern that finds no file would be a fault there. */
    public String statement() {
        Path facts = archive.resolve("facts");
        if (!hasFiles(facts)) {
            return "CREATE OR REPLACE VIEW " + NAME + " AS " + NOTHING;
        }
        String pattern = facts.toAbsolutePath() + "/day=*/*.jsonl.gz";
        return """
        CREATE OR REPLACE VIEW %s AS
        SELECT * FROM read_json('%s', format = 'newline_delimited', columns = %s)
        QUALIFY row_number() OVER (PARTITION BY EventID ORDER BY SettledAt) = 1
        """
                .formatted(NAME, pattern.replace("'", "''"), COLUMNS);
    }

    private static boolean hasFiles(Path facts) {
        if (!Files.isDirectory(facts)) {
            return false;
        }
        try (Stream<Path> files = Files.find(facts, 2, (file, _) -> isFacts(file))) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new WarehouseException("The archive " + facts + " cannot be read", e);
        }
    }

    private static boolean isFacts(Path file) {
        return file.toString().endsWith(".jsonl.gz");
    }
}

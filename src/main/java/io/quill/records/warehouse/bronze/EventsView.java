package io.quill.records.warehouse.bronze;

import java.nio.file.Path;

/** View that reads the archive in place, in DuckDB's SQL. */
final class EventsView {
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

    private EventsView() {}

    /**
     * Statement that creates the view; without files it is empty, since a pattern that matches no
     * file is an error.
     */
    static String statement(Path facts, boolean empty) {
        if (empty) {
            return "CREATE OR REPLACE VIEW " + EventsArchive.NAME + " AS " + NOTHING;
        }
        String pattern = facts.toAbsolutePath() + "/day=*/*" + EventFiles.SUFFIX;
        return """
        CREATE OR REPLACE VIEW %s AS
        SELECT * FROM %s
        QUALIFY row_number() OVER (PARTITION BY EventID ORDER BY SettledAt) = 1
        """
                .formatted(EventsArchive.NAME, reading("'" + quoted(pattern) + "'"));
    }

    /** SQL that reads files, named by a pattern or a list. */
    static String reading(String files) {
        return "read_json(%s, format = 'newline_delimited', columns = %s)"
                .formatted(files, COLUMNS);
    }

    static String quoted(String text) {
        return text.replace("'", "''");
    }
}

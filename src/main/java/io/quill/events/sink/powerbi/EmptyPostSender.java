package io.quill.events.sink.powerbi;

import io.quill.events.sink.PushResult;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Sends requests without rows, which show whether rows are to blame, and use a number up. */
final class EmptyPostSender {
    private static final byte[] NO_ROWS = "{\"rows\":[]}".getBytes(StandardCharsets.UTF_8);

    /** Time for which a result is used again, so that halving a batch does not double the posts. */
    private static final Duration VALID_FOR = Duration.ofSeconds(5);

    private final WorkspaceApi workspaceApi;
    private final PushResultMapper pushResultMapper;
    private final InstantSource clock;
    private String lastTable = "";
    private Instant lastPassed = Instant.MIN;

    EmptyPostSender(
            WorkspaceApi workspaceApi, PushResultMapper pushResultMapper, InstantSource clock) {
        this.workspaceApi = workspaceApi;
        this.pushResultMapper = pushResultMapper;
        this.clock = clock;
    }

    SendResult send(String id, String table, long number) {
        return workspaceApi.post(
                WorkspaceApi.table(id, table) + "/rows",
                "",
                Map.of(SequenceNumberReader.HEADER, Long.toString(number)),
                NO_ROWS);
    }

    /**
     * Returns whether the table takes a request without rows; one refused with 400 was read, at
     * least.
     *
     * @param anew whatever was seen a moment ago
     */
    synchronized boolean succeeds(String id, String table, boolean anew) {
        Instant now = clock.instant();
        boolean isKnown =
                lastTable.equals(table)
                        && !now.isBefore(lastPassed)
                        && now.isBefore(lastPassed.plus(VALID_FOR));
        if (isKnown && !anew) {
            return true;
        }
        SendResult sendResult =
                workspaceApi.postExtra(WorkspaceApi.table(id, table) + "/rows", NO_ROWS);
        boolean passes =
                pushResultMapper.map(sendResult) instanceof PushResult.Taken
                        || (sendResult instanceof SendResult.Answer answer
                                && answer.status() == 400);
        lastTable = table;
        lastPassed = passes ? now : Instant.MIN;
        return passes;
    }
}

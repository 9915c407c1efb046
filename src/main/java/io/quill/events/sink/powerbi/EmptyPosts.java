package io.quill.events.sink.powerbi;

import io.quill.events.sink.PushResult;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Requests that add no rows: they tell whether rows are to blame, and use a number up. */
final class EmptyPosts {
    private static final byte[] NO_ROWS = "{\"rows\":[]}".getBytes(StandardCharsets.UTF_8);

    /** So that halving a batch does not double the number of posts. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final Api api;
    private final Answers answers;
    private final InstantSource clock;
    private String lastTable = "";
    private Instant lastPassed = Instant.MIN;

    EmptyPosts(Api api, Answers answers, InstantSource clock) {
        this.api = api;
        this.answers = answers;
        this.clock = clock;
    }

    Reply send(String id, String table, long number) {
        return api.post(
                Api.table(id, table) + "/rows",
                "",
                Map.of(SequenceBooks.HEADER, Long.toString(number)),
                NO_ROWS);
    }

    /**
     * Whether the table takes a request without rows. Refused with 400 it was read, at least.
     *
     * @param anew whatever was seen a moment ago
     */
    synchronized boolean pass(String id, String table, boolean anew) {
        Instant now = clock.instant();
        boolean isKnown =
                lastTable.equals(table)
                        && !now.isBefore(lastPassed)
                        && now.isBefore(lastPassed.plus(GOOD_FOR));
        if (isKnown && !anew) {
            return true;
        }
        Reply reply = api.postBeside(Api.table(id, table) + "/rows", NO_ROWS);
        boolean passes =
                answers.of(reply) instanceof PushResult.Taken
                        || (reply instanceof Reply.Answer answer && answer.status() == 400);
        lastTable = table;
        lastPassed = passes ? now : Instant.MIN;
        return passes;
    }
}

package io.quill.operate.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reply of an operation.
 *
 * @param recorded whether something was done that must not be done again for the same id
 * @param counts how many of what, for the audit
 * @param words how it came out, for the audit
 * @param run under which it is or was done, blank where it takes none
 */
public record AdminReply(
        int status,
        String mediaType,
        byte[] body,
        Map<String, String> headers,
        boolean recorded,
        Map<String, Long> counts,
        String words,
        String run) {
    private static final String JSON = "application/json";

    public AdminReply {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    public static AdminReply ok(Record answer) {
        return json(200, answer);
    }

    public static AdminReply json(int status, Record answer) {
        return new AdminReply(
                status, JSON, RecordJson.bytes(answer), Map.of(), true, Map.of(), "", "");
    }

    public static AdminReply lines(Collection<? extends Record> records) {
        String lines =
                records.stream()
                        .map(each -> RecordJson.text(each) + "\n")
                        .collect(Collectors.joining());
        return raw("application/x-ndjson", lines.getBytes(UTF_8));
    }

    public static AdminReply raw(String mediaType, byte[] body) {
        return new AdminReply(200, mediaType, body, Map.of(), true, Map.of(), "", "");
    }

    public static AdminReply of(Problem problem) {
        return new AdminReply(
                problem.status(),
                Problem.MEDIA_TYPE,
                RecordJson.bytes(problem),
                Map.of(),
                false,
                Map.of(),
                problem.detail().orElse(problem.title()),
                "");
    }

    /** A problem that passes by itself. */
    public static AdminReply retryLater(Problem problem, Duration after) {
        return of(problem).with("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
    }

    public AdminReply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new AdminReply(status, mediaType, body, more, recorded, counts, words, run);
    }

    public AdminReply withCounts(Map<String, Long> what) {
        return new AdminReply(status, mediaType, body, headers, recorded, what, words, run);
    }

    public AdminReply withWords(String how) {
        return new AdminReply(status, mediaType, body, headers, recorded, counts, how, run);
    }

    /** Marks the reply as done in a run, whose location a header gives. */
    public AdminReply withRun(String id) {
        AdminReply located = with("Location", "/admin/runs/" + id);
        return new AdminReply(
                status, mediaType, body, located.headers(), recorded, counts, words, id);
    }

    /** Nothing was done, so the same may be asked again under the same id. */
    public AdminReply unrecorded() {
        return new AdminReply(status, mediaType, body, headers, false, counts, words, run);
    }

    public boolean isFine() {
        return status < 400;
    }
}

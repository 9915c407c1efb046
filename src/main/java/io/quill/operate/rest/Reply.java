package io.quill.operate.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is answered.
 *
 * @param recorded whether something was done that must not be done again for the same id
 * @param counts how many of what, for the audit
 * @param words how it came out, for the audit
 * @param run under which it is or was done, blank where it takes none
 */
public record Reply(
        int status,
        String mediaType,
        byte[] body,
        Map<String, String> headers,
        boolean recorded,
        Map<String, Long> counts,
        String words,
        String run) {
    private static final String JSON = "application/json";

    public Reply {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    public static Reply ok(Record answer) {
        return json(200, answer);
    }

    public static Reply json(int status, Record answer) {
        return new Reply(status, JSON, Json.bytes(answer), Map.of(), true, Map.of(), "", "");
    }

    public static Reply lines(Collection<? extends Record> records) {
        String lines =
                records.stream().map(each -> Json.text(each) + "\n").collect(Collectors.joining());
        return raw("application/x-ndjson", lines.getBytes(UTF_8));
    }

    public static Reply raw(String mediaType, byte[] body) {
        return new Reply(200, mediaType, body, Map.of(), true, Map.of(), "", "");
    }

    public static Reply of(Problem problem) {
        return new Reply(
                problem.status(),
                Problem.MEDIA_TYPE,
                Json.bytes(problem),
                Map.of(),
                false,
                Map.of(),
                problem.detail().orElse(problem.title()),
                "");
    }

    /** A problem that passes by itself. */
    public static Reply later(Problem problem, Duration after) {
        return of(problem).with("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, mediaType, body, more, recorded, counts, words, run);
    }

    public Reply counting(Map<String, Long> what) {
        return new Reply(status, mediaType, body, headers, recorded, what, words, run);
    }

    public Reply saying(String how) {
        return new Reply(status, mediaType, body, headers, recorded, counts, how, run);
    }

    /** Done under a run, which its header tells where to find. */
    public Reply in(String id) {
        Reply located = with("Location", "/admin/runs/" + id);
        return new Reply(status, mediaType, body, located.headers(), recorded, counts, words, id);
    }

    /** Nothing was done, so the same may be asked again under the same id. */
    public Reply unrecorded() {
        return new Reply(status, mediaType, body, headers, false, counts, words, run);
    }

    public boolean isFine() {
        return status < 400;
    }
}

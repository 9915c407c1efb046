package io.quill.operate.access;

import io.quill.operate.access.signature.SignableMessage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Request as it arrived, not authenticated yet.
 *
 * @param target path and query, as they were sent
 * @param headers by their names in lower case, each with everything that was said under it
 * @param peer the address at the other end of the connection
 */
public record AdminRequest(
        String id,
        Instant at,
        String method,
        String target,
        Map<String, List<String>> headers,
        String peer,
        byte[] body)
        implements SignableMessage {
    public AdminRequest {
        Map<String, List<String>> folded = new HashMap<>();
        headers.forEach(
                (name, values) -> folded.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(folded);
    }

    /** Everything that was said under a name, in the order of the lines. */
    @Override
    public List<String> all(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** Returns a header's value if it was sent once; sent twice, it is not known which counts. */
    public Optional<String> header(String name) {
        List<String> values = all(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    @Override
    public String toString() {
        return "Request[%s, %s %s, %d bytes]".formatted(id, method, path(), body.length);
    }
}

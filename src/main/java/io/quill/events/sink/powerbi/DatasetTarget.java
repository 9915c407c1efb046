package io.quill.events.sink.powerbi;

import io.quill.events.sink.RetentionPolicy;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Target dataset: given by its id, or found by its name in the workspace, or created there.
 * Sequence numbers are kept for the client id.
 */
public record DatasetTarget(
        String workspaceId,
        Optional<String> datasetId,
        String name,
        RetentionPolicy retention,
        String clientId) {

    /** Form of an id, so that it cannot change the meaning of a path. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public DatasetTarget {
        require("POWERBI_WORKSPACE_ID", workspaceId);
        datasetId.ifPresent(id -> require("POWERBI_DATASET_ID", id));
    }

    private static void require(String key, String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    key + " is the id of it, a GUID as a rule, and not '" + id + "'");
        }
    }

    /** Parses an origin: https, or plain http for loopback only. */
    static URI origin(String key, String text) {
        URI uri = URI.create(text.strip());
        String host = uri.getHost();
        boolean bare = uri.getPath().replace("/", "").isEmpty() && uri.getQuery() == null;
        if (host == null || !bare || !(isHttps(uri) || isPlainLoopback(uri))) {
            throw new IllegalArgumentException(
                    key
                            + " is an https origin without a path (plain http for loopback only), not '"
                            + text
                            + "'");
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isPlainLoopback(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                && Pattern.matches("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]", uri.getHost());
    }
}

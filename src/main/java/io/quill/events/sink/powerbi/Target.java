package io.quill.events.sink.powerbi;

import io.quill.events.sink.Retention;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which dataset is meant. Without an id it is found by its name in the workspace, or made there.
 * The client id is whom the sequence numbers are kept for.
 */
public record Target(
        String workspaceId,
        Optional<String> datasetId,
        String name,
        Retention retention,
        String clientId) {

    /** GUIDs, as a rule; what matters is that nothing else can be said with one in a path. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Target {
        require("POWERBI_WORKSPACE_ID", workspaceId);
        datasetId.ifPresent(id -> require("POWERBI_DATASET_ID", id));
    }

    private static void require(String key, String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    key + " is the id of it, a GUID as a rule, and not '" + id + "'");
        }
    }

    /** An origin as the environment gives it: https, or plain http on this machine alone. */
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

package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Client of a workspace's part of the REST API, with a token on each request. */
final class WorkspaceApi {
    private static final byte[] NOTHING = {};
    private static final String JSON = "application/json; charset=utf-8";

    private final Transport transport;
    private final TokenProvider tokenProvider;
    private final String root;
    private final AtomicInteger extra = new AtomicInteger();

    WorkspaceApi(Transport transport, TokenProvider tokenProvider, String workspaceId) {
        this.transport = transport;
        this.tokenProvider = tokenProvider;
        this.root = "/v1.0/myorg/groups/" + workspaceId + "/datasets";
    }

    SendResult get(String path) {
        return send("GET", path, "", Map.of(), NOTHING);
    }

    SendResult delete(String path) {
        return send("DELETE", path, "", Map.of(), NOTHING);
    }

    SendResult post(String path, String query, JsonNode body) {
        return post(path, query, Map.of(), PowerBiJson.bytes(body));
    }

    SendResult post(String path, String query, Map<String, String> headers, byte[] body) {
        return send("POST", path, query, headers, body);
    }

    /** Posts a request that nobody has counted before it goes. */
    SendResult postExtra(String path, byte[] body) {
        extra.incrementAndGet();
        return post(path, "", Map.of(), body);
    }

    /** Returns the number of such posts since the last call. */
    int extraPosts() {
        return extra.getAndSet(0);
    }

    SendResult put(String path, JsonNode body) {
        return send("PUT", path, "", Map.of(), PowerBiJson.bytes(body));
    }

    /** Returns the path of a table; names may hold spaces, and case matters. */
    static String table(String datasetId, String table) {
        String encoded = URLEncoder.encode(table, StandardCharsets.UTF_8).replace("+", "%20");
        return "/" + datasetId + "/tables/" + encoded;
    }

    /** A refused token means that nothing was taken, so this one case is sent again, once. */
    private SendResult send(
            String method, String path, String query, Map<String, String> headers, byte[] body) {
        PowerBiRequest powerBiRequest =
                new PowerBiRequest(method, root + path, query, headers, body)
                        .withHeader("Accept", "application/json")
                        .withHeader("Accept-Encoding", "gzip");
        PowerBiRequest typed =
                body.length > 0 ? powerBiRequest.withHeader("Content-Type", JSON) : powerBiRequest;
        String token = tokenProvider.current();
        SendResult sendResult = transport.send(authorized(typed, token));
        if (sendResult instanceof SendResult.Answer answer
                && PushResultMapper.isStaleToken(answer, PowerBiError.of(answer))) {
            PowerBiRequest again = authorized(typed, tokenProvider.renew(token));
            extra.addAndGet(method.equals("POST") && path.endsWith("/rows") ? 1 : 0);
            return transport.send(again);
        }
        return sendResult;
    }

    private static PowerBiRequest authorized(PowerBiRequest powerBiRequest, String token) {
        return powerBiRequest.withHeader("Authorization", "Bearer " + token);
    }
}

package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The workspace's part of the REST API, with a token on each request. */
final class Api {
    private static final byte[] NOTHING = {};
    private static final String JSON = "application/json; charset=utf-8";

    private final Transport transport;
    private final Tokens tokens;
    private final String root;
    private final AtomicInteger beside = new AtomicInteger();

    Api(Transport transport, Tokens tokens, String workspaceId) {
        this.transport = transport;
        this.tokens = tokens;
        this.root = "/v1.0/myorg/groups/" + workspaceId + "/datasets";
    }

    Reply get(String path) {
        return send("GET", path, "", Map.of(), NOTHING);
    }

    Reply delete(String path) {
        return send("DELETE", path, "", Map.of(), NOTHING);
    }

    Reply post(String path, String query, JsonNode body) {
        return post(path, query, Map.of(), Json.bytes(body));
    }

    Reply post(String path, String query, Map<String, String> headers, byte[] body) {
        return send("POST", path, query, headers, body);
    }

    /** One that nobody has counted before it goes. */
    Reply postBeside(String path, byte[] body) {
        beside.incrementAndGet();
        return post(path, "", Map.of(), body);
    }

    /** Since it was told last. */
    int postsBeside() {
        return beside.getAndSet(0);
    }

    Reply put(String path, JsonNode body) {
        return send("PUT", path, "", Map.of(), Json.bytes(body));
    }

    /** A table's path; names may hold spaces, and are told apart by case. */
    static String table(String datasetId, String table) {
        String encoded = URLEncoder.encode(table, StandardCharsets.UTF_8).replace("+", "%20");
        return "/" + datasetId + "/tables/" + encoded;
    }

    /** A refused token means that nothing was taken, so this one case is sent again, once. */
    private Reply send(
            String method, String path, String query, Map<String, String> headers, byte[] body) {
        Request request =
                new Request(method, root + path, query, headers, body)
                        .withHeader("Accept", "application/json")
                        .withHeader("Accept-Encoding", "gzip");
        Request typed = body.length > 0 ? request.withHeader("Content-Type", JSON) : request;
        String token = tokens.current();
        Reply reply = transport.send(authorized(typed, token));
        if (reply instanceof Reply.Answer answer
                && Answers.isStaleToken(answer, Complaint.of(answer))) {
            Request again = authorized(typed, tokens.renewed(token));
            beside.addAndGet(method.equals("POST") && path.endsWith("/rows") ? 1 : 0);
            return transport.send(again);
        }
        return reply;
    }

    private static Request authorized(Request request, String token) {
        return request.withHeader("Authorization", "Bearer " + token);
    }
}

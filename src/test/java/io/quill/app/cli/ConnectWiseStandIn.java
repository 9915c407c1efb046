package io.quill.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.web.RequestHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for ConnectWise as far as it is described in public: Basic with a client id beside it,
 * lists in the order of ids, the next page in the header Link, changes by a condition. Pages are
 * shorter than asked for, as a service may cap them without a word.
 */
public final class ConnectWiseStandIn implements RequestHandler {
    public static final String PRIVATE_KEY = "very-private-key";

    private static final String BASE = "/v4_6_release/apis/3.0/";
    private static final int CAP = 2;
    private static final Pattern SINCE = Pattern.compile("lastUpdated >= \\[([0-9T:Z-]+)]");

    private final Map<String, Map<Long, ObjectNode>> lists = new ConcurrentHashMap<>();

    /** A record as the service gives it, its time of change where it is kept there. */
    public void put(String list, long id, String changed, ObjectNode fields) {
        ObjectNode record = fields.deepCopy().put("id", id);
        record.putObject("_info").put("lastUpdated", changed).put("dateEntered", changed);
        lists.computeIfAbsent(list, _ -> new ConcurrentSkipListMap<>()).put(id, record);
    }

    @Override
    public SandboxReply answer(SandboxRequest sandboxRequest) {
        String pair = "acme+public-key:" + PRIVATE_KEY;
        String wanted = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        if (!sandboxRequest.header("Authorization").equals(Optional.of(wanted))) {
            return refusal(401, "Unauthorized");
        }
        if (sandboxRequest.header("clientId").isEmpty()) {
            return refusal(403, "ClientIdMissing");
        }
        if (!sandboxRequest.path().startsWith(BASE)) {
            return refusal(404, "NotFound");
        }
        return list(sandboxRequest.path().substring(BASE.length()), sandboxRequest);
    }

    private SandboxReply list(String list, SandboxRequest sandboxRequest) {
        Map<Long, ObjectNode> records = lists.getOrDefault(list, new TreeMap<>());
        Matcher since = SINCE.matcher(sandboxRequest.query("conditions").orElse(""));
        Instant from = since.find() ? Instant.parse(since.group(1)) : Instant.EPOCH;
        List<ObjectNode> found =
                records.values().stream().filter(each -> !changed(each).isBefore(from)).toList();
        int page = sandboxRequest.query("page").map(Integer::parseInt).orElse(1);
        int end = Math.min(found.size(), page * CAP);
        ArrayNode answer = SandboxJson.array();
        found.subList(Math.min((page - 1) * CAP, end), end).forEach(answer::add);
        SandboxReply.Answer reply = SandboxReply.json(200, answer);
        return end < found.size()
                ? reply.with("Link", next(list, sandboxRequest, page + 1))
                : reply;
    }

    private static Instant changed(JsonNode record) {
        return Instant.parse(record.at("/_info/lastUpdated").asText());
    }

    private static String next(String list, SandboxRequest sandboxRequest, int page) {
        String query = sandboxRequest.query().replaceAll("&?page=\\d+", "");
        return "<" + BASE + list + "?" + query + "&page=" + page + ">; rel=\"next\"";
    }

    private static SandboxReply refusal(int status, String code) {
        return SandboxReply.json(status, SandboxJson.object().put("code", code));
    }
}

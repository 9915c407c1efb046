package io.quill.records.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.sandbox.web.RequestHandler;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service that answers what it was told to answer, and remembers what it was asked. */
final class ScriptedService implements RequestHandler {
    final List<SandboxRequest> asked = new ArrayList<>();
    private final Map<String, Deque<SandboxReply>> answers = new HashMap<>();

    /** The next time that this is asked for; the last answer is given again and again. */
    ScriptedService on(String target, SandboxReply sandboxReply) {
        answers.computeIfAbsent(target, _ -> new ArrayDeque<>()).addLast(sandboxReply);
        return this;
    }

    ScriptedService on(String target, String json) {
        return on(target, json(json));
    }

    static SandboxReply.Answer json(String json) {
        return SandboxReply.typed(200, "application/json", json.getBytes(UTF_8));
    }

    static SandboxReply.Answer status(int status, String body) {
        return SandboxReply.typed(status, "application/json", body.getBytes(UTF_8));
    }

    @Override
    public synchronized SandboxReply answer(SandboxRequest sandboxRequest) {
        asked.add(sandboxRequest);
        String target =
                sandboxRequest.path()
                        + (sandboxRequest.query().isEmpty() ? "" : "?" + sandboxRequest.query());
        Deque<SandboxReply> replies = answers.get(target);
        if (replies == null) {
            return status(404, "{\"message\":\"nothing at " + target + "\"}");
        }
        return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }

    synchronized List<String> targets() {
        return asked.stream()
                .map(each -> each.path() + (each.query().isEmpty() ? "" : "?" + each.query()))
                .toList();
    }
}

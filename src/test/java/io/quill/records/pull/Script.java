package io.quill.records.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;
import io.quill.sandbox.web.Site;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service that answers what it was told to answer, and remembers what it was asked. */
final class Script implements Site {
    final List<Request> asked = new ArrayList<>();
    private final Map<String, Deque<Reply>> answers = new HashMap<>();

    /** The next time that this is asked for; the last answer is given again and again. */
    Script on(String target, Reply reply) {
        answers.computeIfAbsent(target, _ -> new ArrayDeque<>()).addLast(reply);
        return this;
    }

    Script on(String target, String json) {
        return on(target, json(json));
    }

    static Reply.Answer json(String json) {
        return Reply.typed(200, "application/json", json.getBytes(UTF_8));
    }

    static Reply.Answer status(int status, String body) {
        return Reply.typed(status, "application/json", body.getBytes(UTF_8));
    }

    @Override
    public synchronized Reply answer(Request request) {
        asked.add(request);
        String target = request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
        Deque<Reply> replies = answers.get(target);
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

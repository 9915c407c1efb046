package io.quill.events.sink.powerbi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers each kind of request from what it was told; the last answer stays. */
final class FakeService implements Transport {
    static final String WORKSPACE = "11111111-2222-3333-4444-555555555555";
    static final String DATASET = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private static final String ROOT = "/v1.0/myorg/groups/" + WORKSPACE + "/datasets";

    final List<Request> requests = new ArrayList<>();
    private final Map<String, Deque<Reply>> replies = new HashMap<>();

    /** What is asked for is a method and a path below the datasets. */
    FakeService on(String what, Reply... inOrder) {
        replies.put(what, new ArrayDeque<>(List.of(inOrder)));
        return this;
    }

    @Override
    public Reply send(Request request) {
        requests.add(request);
        String what = what(request);
        Deque<Reply> left = replies.get(what);
        if (left == null) {
            throw new AssertionError("Nobody told what to answer to " + what);
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    List<String> asked() {
        return requests.stream().map(FakeService::what).toList();
    }

    private static String what(Request request) {
        return (request.method() + " " + request.path().substring(ROOT.length())).strip();
    }

    static Reply.Answer answer(int status, String body) {
        return answer(status, body, Map.of());
    }

    static Reply.Answer answer(int status, String body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("RequestId", "r-1");
        return new Reply.Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}

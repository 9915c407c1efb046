package io.quill.events.sink.powerbi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers each kind of request from what it was told; the last answer stays. */
final class FakeTransport implements Transport {
    static final String WORKSPACE = "11111111-2222-3333-4444-555555555555";
    static final String DATASET = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private static final String ROOT = "/v1.0/myorg/groups/" + WORKSPACE + "/datasets";

    final List<PowerBiRequest> requests = new ArrayList<>();
    private final Map<String, Deque<SendResult>> replies = new HashMap<>();

    /** What is asked for is a method and a path below the datasets. */
    FakeTransport on(String what, SendResult... inOrder) {
        replies.put(what, new ArrayDeque<>(List.of(inOrder)));
        return this;
    }

    @Override
    public SendResult send(PowerBiRequest powerBiRequest) {
        requests.add(powerBiRequest);
        String what = what(powerBiRequest);
        Deque<SendResult> left = replies.get(what);
        if (left == null) {
            throw new AssertionError("Nobody told what to answer to " + what);
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    List<String> asked() {
        return requests.stream().map(FakeTransport::what).toList();
    }

    private static String what(PowerBiRequest powerBiRequest) {
        return (powerBiRequest.method() + " " + powerBiRequest.path().substring(ROOT.length()))
                .strip();
    }

    static SendResult.Answer answer(int status, String body) {
        return answer(status, body, Map.of());
    }

    static SendResult.Answer answer(int status, String body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("RequestId", "r-1");
        return new SendResult.Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}

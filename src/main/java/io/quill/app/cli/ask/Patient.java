package io.quill.app.cli.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.operate.client.Answer;
import io.quill.operate.client.Operator;
import io.quill.operate.client.Question;

import java.util.function.Consumer;

/**
 * Waits for the end of a run that an answer only began, and takes its result for the answer.
 *
 * @param pause between two looks at the run
 * @param listener hears where the run is, whenever it says something new
 */
record Patient(Operator operator, Runnable pause, Consumer<String> listener) {
    private static final int FAILED = 500;

    Answer ask(Question question) {
        Answer answer = operator.ask(question);
        return answer.isBegun() ? awaited(Json.read(answer).path("id").asText()) : answer;
    }

    private Answer awaited(String id) {
        String last = "";
        while (true) {
            pause.run();
            Answer answer = operator.ask(Question.get("/admin/runs/" + Question.part(id)));
            if (!answer.isFine()) {
                return answer;
            }
            JsonNode run = Json.read(answer);
            if (!run.path("state").asText().equals("running")) {
                return result(run);
            }
            String words = run.path("words").asText();
            if (!words.equals(last)) {
                listener.accept(words);
                last = words;
            }
        }
    }

    private static Answer result(JsonNode run) {
        boolean finished = run.path("state").asText().equals("finished");
        JsonNode result = run.has("result") ? run.path("result") : run;
        int status = finished ? 200 : result.path("status").asInt(FAILED);
        String type = finished ? "application/json" : "application/problem+json";
        return new Answer(status, type, result.toString().getBytes(UTF_8));
    }
}

package io.quill.app.cli.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.operate.client.AdminAnswer;
import io.quill.operate.client.AdminApiClient;
import io.quill.operate.client.AdminQuestion;

import java.util.function.Consumer;

/**
 * Waits for the end of a run that an answer started, and returns its result.
 *
 * @param pause between two looks at the run
 * @param listener hears where the run is, whenever it says something new
 */
record RunWaiter(AdminApiClient operator, Runnable pause, Consumer<String> listener) {
    private static final int FAILED = 500;

    AdminAnswer ask(AdminQuestion adminQuestion) {
        AdminAnswer adminAnswer = operator.send(adminQuestion);
        return adminAnswer.isBegun()
                ? awaitRun(AnswerJson.read(adminAnswer).path("id").asText())
                : adminAnswer;
    }

    private AdminAnswer awaitRun(String id) {
        String last = "";
        while (true) {
            pause.run();
            AdminAnswer adminAnswer =
                    operator.send(AdminQuestion.get("/admin/runs/" + AdminQuestion.part(id)));
            if (!adminAnswer.isFine()) {
                return adminAnswer;
            }
            JsonNode run = AnswerJson.read(adminAnswer);
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

    private static AdminAnswer result(JsonNode run) {
        boolean finished = run.path("state").asText().equals("finished");
        JsonNode result = run.has("result") ? run.path("result") : run;
        int status = finished ? 200 : result.path("status").asInt(FAILED);
        String type = finished ? "application/json" : "application/problem+json";
        return new AdminAnswer(status, type, result.toString().getBytes(UTF_8));
    }
}

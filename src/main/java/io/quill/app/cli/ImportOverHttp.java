package io.quill.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.history.backfill.Line;
import io.quill.events.history.backfill.Part;
import io.quill.events.history.backfill.Report;
import io.quill.events.history.backfill.Unusable;
import io.quill.operate.client.Answer;
import io.quill.operate.client.Operator;
import io.quill.operate.client.Question;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;

/** Has the Quill that runs hold an export, part by part; who is interrupted begins again. */
record ImportOverHttp(Operator operator, ZoneId zone, boolean rehearsal, Terminal terminal) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The running one did not take a part; the message is its own. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String words) {
            super(words);
        }
    }

    Report of(Path file) throws IOException, Unusable {
        Report report = new Report();
        try (BufferedReader text = Files.newBufferedReader(file, UTF_8)) {
            Part.each(text, part -> take(part, String.valueOf(file.getFileName()), report));
        }
        return report;
    }

    private void take(Part part, String name, Report report) {
        Answer answer = operator.ask(question(part, name));
        JsonNode told = read(answer);
        if (!answer.isFine()) {
            throw new Refused(told.path("detail").asText(told.path("title").asText()));
        }
        report.holds(told.path("held").asLong());
        report.knows(told.path("known").asLong());
        told.path("ofNoInterest")
                .properties()
                .forEach(each -> report.ignores(each.getKey(), each.getValue().asLong()));
        for (JsonNode each : told.path("refused")) {
            int line = part.origin(each.path("line").asInt());
            report.refuses(new Line.Refused(line, each.path("reason").asText()));
        }
        report.refuses(told.path("refusals").asLong() - told.path("refused").size());
        terminal.complain("up to line " + part.lines().getLast() + "\n", Exit.FINE);
    }

    private Question question(Part part, String name) {
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("csv", part.csv())
                        .put("file", name)
                        .put("zone", zone.getId());
        Question question = Question.post("/admin/import/aloware", body.toString());
        return rehearsal ? question.with("dryRun", "true") : question;
    }

    private static JsonNode read(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("What was answered is no JSON", e);
        }
    }
}

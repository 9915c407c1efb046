package io.quill.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.history.backfill.ExportLine;
import io.quill.events.history.backfill.ExportPart;
import io.quill.events.history.backfill.ImportReport;
import io.quill.events.history.backfill.UnusableFileException;
import io.quill.operate.client.AdminAnswer;
import io.quill.operate.client.AdminApiClient;
import io.quill.operate.client.AdminQuestion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * Imports an export through a running Quill, part by part; after an interruption it starts again.
 */
record RemoteImport(
        AdminApiClient operator, ZoneId zone, boolean rehearsal, CommandContext terminal) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The running one did not take a part; the message is its own. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String words) {
            super(words);
        }
    }

    ImportReport of(Path file) throws IOException, UnusableFileException {
        ImportReport importReport = new ImportReport();
        try (BufferedReader text = Files.newBufferedReader(file, UTF_8)) {
            ExportPart.forEach(
                    text,
                    exportPart ->
                            sendPart(exportPart, String.valueOf(file.getFileName()), importReport));
        }
        return importReport;
    }

    private void sendPart(ExportPart exportPart, String name, ImportReport importReport) {
        AdminAnswer adminAnswer = operator.send(question(exportPart, name));
        JsonNode told = read(adminAnswer);
        if (!adminAnswer.isFine()) {
            throw new Refused(told.path("detail").asText(told.path("title").asText()));
        }
        importReport.addHeld(told.path("held").asLong());
        importReport.addKnown(told.path("known").asLong());
        told.path("ofNoInterest")
                .properties()
                .forEach(each -> importReport.addIgnored(each.getKey(), each.getValue().asLong()));
        for (JsonNode each : told.path("refused")) {
            int line = exportPart.originalLine(each.path("line").asInt());
            importReport.addRefused(new ExportLine.Refused(line, each.path("reason").asText()));
        }
        importReport.addRefused(told.path("refusals").asLong() - told.path("refused").size());
        terminal.failAndExit("up to line " + exportPart.lines().getLast() + "\n", ExitCode.FINE);
    }

    private AdminQuestion question(ExportPart exportPart, String name) {
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("csv", exportPart.csv())
                        .put("file", name)
                        .put("zone", zone.getId());
        AdminQuestion adminQuestion = AdminQuestion.post("/admin/import/aloware", body.toString());
        return rehearsal ? adminQuestion.with("dryRun", "true") : adminQuestion;
    }

    private static JsonNode read(AdminAnswer adminAnswer) {
        try {
            return JSON.readTree(adminAnswer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("The answer is not JSON", e);
        }
    }
}

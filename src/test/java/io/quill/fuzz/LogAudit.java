package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quill.app.AdminClient;
import io.quill.app.RunningQuill;
import io.quill.sandbox.Sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a log says that it should not. */
final class LogAudit {
    private static final List<String> SECRETS =
            List.of(
                    RunningQuill.TOKEN,
                    RunningQuill.SECRET,
                    AdminClient.KEY,
                    Sandbox.CLIENT_SECRET,
                    Sandbox.ALOWARE_TOKEN,
                    Sandbox.HUBSPOT_TOKEN,
                    WebhookCases.PRIVATE,
                    WebhookCases.PRIVATE.substring(1));

    /** A fault of Quill's own work has a stack trace now and then; a request must not bring one. */
    private static final int FEW_TRACES = 3;

    private static final int SHOWN = 5;

    private final Path log;
    private final Findings findings;
    private final PrintStream out;

    LogAudit(Path log, Findings findings, PrintStream out) {
        this.log = log;
        this.out = out;
        this.findings = findings;
    }

    private static boolean isFrame(String line) {
        return line.strip().startsWith("at ");
    }

    void look(long requests) throws IOException {
        List<String> traces = new ArrayList<>();
        long lines = 0;
        String before = "";
        try (Stream<String> all = Files.lines(log, ISO_8859_1)) {
            for (String line : (Iterable<String>) all::iterator) {
                lines++;
                if (isFrame(line) && !isFrame(before)) {
                    traces.add(before.strip() + " " + line.strip());
                }
                SECRETS.stream()
                        .filter(line::contains)
                        .forEach(_ -> findings.add("a secret in the log", line));
                before = line;
            }
        }
        if (traces.size() > FEW_TRACES) {
            traces.forEach(each -> findings.add("too many stack traces in the log", each));
        }
        out.printf(
                "  %,d lines and %,d stack traces in %s%n",
                lines, traces.size(), log.getFileName());
        traces.stream().distinct().limit(SHOWN).forEach(each -> out.println("    " + each));
        findings.require(
                lines < 1_000 + 3 * requests,
                "the log has %d lines for %d requests".formatted(lines, requests));
    }
}

package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quill.house.AdminClient;
import io.quill.house.RunningHouse;
import io.quill.sandbox.Sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a log says that it should not. */
final class LogAudit {
    private static final List<String> SECRETS =
            List.of(
                    RunningHouse.TOKEN,
                    RunningHouse.SECRET,
                    AdminClient.KEY,
                    Sandbox.CLIENT_SECRET,
                    Sandbox.ALOWARE_TOKEN,
                    Sandbox.HUBSPOT_TOKEN,
                    WebhookCases.PRIVATE,
                    WebhookCases.PRIVATE.substring(1));

    /** A fault that shows itself now and then has a stack trace; a request must not bring one. */
    private static final int MOST_TRACES = 10;

    private final Path log;
    private final Findings findings;

    LogAudit(Path log, Findings findings) {
        this.log = log;
        this.findings = findings;
    }

    private static boolean isFrame(String line) {
        return line.strip().startsWith("at ");
    }

    /** How many lines there are. */
    long look(long requests) throws IOException {
        int traces = 0;
        long lines = 0;
        String before = "";
        try (Stream<String> all = Files.lines(log, ISO_8859_1)) {
            for (String line : (Iterable<String>) all::iterator) {
                lines++;
                boolean begins = isFrame(line) && !isFrame(before);
                if (begins && traces++ < MOST_TRACES) {
                    findings.add("a stack trace in the log", before + " " + line);
                }
                SECRETS.stream()
                        .filter(line::contains)
                        .forEach(_ -> findings.add("a secret in the log", line));
                before = line;
            }
        }
        findings.require(
                lines < 1_000 + 3 * requests, "the log has %d lines for %d requests".formatted(lines, requests));
        return lines;
    }
}

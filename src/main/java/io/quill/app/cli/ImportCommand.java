package io.quill.app.cli;

import io.quill.app.BackfillRunner;
import io.quill.events.history.backfill.ExportLine;
import io.quill.events.history.backfill.ImportReport;
import io.quill.events.history.backfill.UnusableFileException;
import io.quill.operate.client.HttpAdminClient;
import io.quill.operate.client.UnreachableException;
import io.quill.platform.file.ArchiveException;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.StoreException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Imports a source's export of days that its webhooks missed. */
public final class ImportCommand implements Command {
    private static final String HELP =
            """
            quill import aloware FILE.csv [--zone ZONE] [--dry-run]
                holds what Aloware exported, each communication once, whatever a webhook brought
                before, by the Quill that runs or without one. Whoever is interrupted begins again.
                Its times are read in ZONE, the account's own; BUSINESS_TIMEZONE else.
            """;

    @Override
    public String verb() {
        return "import";
    }

    @Override
    public String summary() {
        return "holds what was exported: aloware FILE.csv [--zone ZONE] [--dry-run]";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public ExitCode run(List<String> args, CommandContext commandContext) {
        List<String> rest = new ArrayList<>(args);
        boolean rehearsal = rest.remove("--dry-run");
        Optional<String> zone = option(rest, "--zone");
        if (rest.size() != 2
                || !rest.getFirst().equals("aloware")
                || rest.getLast().startsWith("-")) {
            return commandContext.failAndExit(HELP, ExitCode.USAGE);
        }
        return commandContext.withSettings(
                (settings, _) -> {
                    try {
                        ZoneId where = zone.map(ZoneId::of).orElse(settings.timezone());
                        return run(settings, rest.get(1), where, rehearsal, commandContext);
                    } catch (DateTimeException _) {
                        return commandContext.failAndExit(
                                "ZONE is one of the IANA list, America/New_York for one.\n",
                                ExitCode.USAGE);
                    }
                });
    }

    private static Optional<String> option(List<String> args, String name) {
        int place = args.indexOf(name);
        if (place < 0 || place + 1 >= args.size()) {
            return Optional.empty();
        }
        args.remove(place);
        return Optional.of(args.remove(place));
    }

    private static ExitCode run(
            Settings settings,
            String name,
            ZoneId zone,
            boolean rehearsal,
            CommandContext commandContext) {
        Path file = commandContext.directory().resolve(name);
        try {
            ImportReport importReport = taken(settings, file, zone, rehearsal, commandContext);
            tell(importReport, rehearsal, commandContext.out());
            return importReport.refusals() == 0 ? ExitCode.FINE : ExitCode.FAILED;
        } catch (CharacterCodingException _) {
            return commandContext.failAndExit(
                    file + " is not written in UTF-8.\n", ExitCode.FAILED);
        } catch (NoSuchFileException _) {
            return commandContext.failAndExit("There is no file " + file + ".\n", ExitCode.FAILED);
        } catch (IOException e) {
            return commandContext.failAndExit(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ").\n",
                    ExitCode.FAILED);
        } catch (UnusableFileException | ArchiveException | RemoteImport.Refused e) {
            return commandContext.failAndExit(e.getMessage() + "\n", ExitCode.FAILED);
        } catch (UnreachableException e) {
            return commandContext.failAndExit(e.getMessage() + "\n", ExitCode.CONFIGURATION);
        } catch (StoreException e) {
            return commandContext.failAndExit(
                    e.getMessage()
                            + "\nIf Quill is running: stop it first, or say with QUILL_URL where it listens.\n",
                    ExitCode.CONFIGURATION);
        }
    }

    private static ImportReport taken(
            Settings settings,
            Path file,
            ZoneId zone,
            boolean rehearsal,
            CommandContext commandContext)
            throws IOException, UnusableFileException {
        try (HttpAdminClient running =
                HttpAdminClient.find(settings, InstantSource.system()).orElse(null)) {
            return running == null
                    ? BackfillRunner.aloware(settings, file, zone, rehearsal)
                    : new RemoteImport(running, zone, rehearsal, commandContext).of(file);
        }
    }

    private static void tell(ImportReport importReport, boolean rehearsal, PrintStream out) {
        out.printf(
                "%d %s, %d known already, %d refused%n",
                importReport.held(),
                rehearsal ? "would be held" : "held",
                importReport.known(),
                importReport.refusals());
        importReport
                .ignored()
                .forEach((reason, lines) -> out.printf("%6d not counted: %s%n", lines, reason));
        for (ExportLine.Refused line : importReport.refused()) {
            out.printf("  line %d: %s%n", line.number(), line.reason());
        }
        long more = importReport.refusals() - importReport.refused().size();
        if (more > 0) {
            out.printf("  and %d more lines%n", more);
        }
    }
}

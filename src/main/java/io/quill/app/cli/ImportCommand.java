package io.quill.app.cli;

import io.quill.app.Backfilling;
import io.quill.events.history.backfill.Line;
import io.quill.events.history.backfill.Report;
import io.quill.events.history.backfill.Unusable;
import io.quill.operate.client.OverHttp;
import io.quill.operate.client.Unreachable;
import io.quill.platform.file.ArchiveFault;
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

/** Holds what a source exported for days that its webhooks missed. */
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
    public Exit run(List<String> args, Terminal terminal) {
        List<String> rest = new ArrayList<>(args);
        boolean rehearsal = rest.remove("--dry-run");
        Optional<String> zone = option(rest, "--zone");
        if (rest.size() != 2
                || !rest.getFirst().equals("aloware")
                || rest.getLast().startsWith("-")) {
            return terminal.complain(HELP, Exit.USAGE);
        }
        return terminal.withSettings(
                (settings, _) -> {
                    try {
                        ZoneId where = zone.map(ZoneId::of).orElse(settings.timezone());
                        return run(settings, rest.get(1), where, rehearsal, terminal);
                    } catch (DateTimeException _) {
                        return terminal.complain(
                                "ZONE is one of the IANA list, America/New_York for one.\n",
                                Exit.USAGE);
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

    private static Exit run(
            Settings settings, String name, ZoneId zone, boolean rehearsal, Terminal terminal) {
        Path file = terminal.directory().resolve(name);
        try {
            Report report = taken(settings, file, zone, rehearsal, terminal);
            tell(report, rehearsal, terminal.out());
            return report.refusals() == 0 ? Exit.FINE : Exit.FAILED;
        } catch (CharacterCodingException _) {
            return terminal.complain(file + " is not written in UTF-8.\n", Exit.FAILED);
        } catch (NoSuchFileException _) {
            return terminal.complain("There is no file " + file + ".\n", Exit.FAILED);
        } catch (IOException e) {
            return terminal.complain(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ").\n",
                    Exit.FAILED);
        } catch (Unusable | ArchiveFault | ImportOverHttp.Refused e) {
            return terminal.complain(e.getMessage() + "\n", Exit.FAILED);
        } catch (Unreachable e) {
            return terminal.complain(e.getMessage() + "\n", Exit.CONFIGURATION);
        } catch (StoreException e) {
            return terminal.complain(
                    e.getMessage()
                            + "\nIf Quill is running: stop it first, or say with QUILL_URL where it listens.\n",
                    Exit.CONFIGURATION);
        }
    }

    private static Report taken(
            Settings settings, Path file, ZoneId zone, boolean rehearsal, Terminal terminal)
            throws IOException, Unusable {
        try (OverHttp running = OverHttp.find(settings, InstantSource.system()).orElse(null)) {
            return running == null
                    ? Backfilling.aloware(settings, file, zone, rehearsal)
                    : new ImportOverHttp(running, zone, rehearsal, terminal).of(file);
        }
    }

    private static void tell(Report report, boolean rehearsal, PrintStream out) {
        out.printf(
                "%d %s, %d known already, %d refused%n",
                report.held(),
                rehearsal ? "would be held" : "held",
                report.known(),
                report.refusals());
        report.ofNoInterest()
                .forEach((reason, lines) -> out.printf("%6d not counted: %s%n", lines, reason));
        for (Line.Refused line : report.refused()) {
            out.printf("  line %d: %s%n", line.number(), line.reason());
        }
        long more = report.refusals() - report.refused().size();
        if (more > 0) {
            out.printf("  and %d more lines%n", more);
        }
    }
}

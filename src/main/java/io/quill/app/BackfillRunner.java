package io.quill.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.history.FactArchive;
import io.quill.events.history.backfill.AlowareExport;
import io.quill.events.history.backfill.Backfill;
import io.quill.events.history.backfill.ImportReport;
import io.quill.events.history.backfill.ImportService;
import io.quill.events.history.backfill.UnusableFileException;
import io.quill.platform.settings.Settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/** Runs an import of a file into the ledger. */
public final class BackfillRunner implements ImportService {
    private final Services services;

    BackfillRunner(Services services) {
        this.services = services;
    }

    /** Holds what is new in the file, or only reports it, when no Quill runs. */
    public static ImportReport aloware(Settings settings, Path file, ZoneId zone, boolean rehearsal)
            throws IOException, UnusableFileException {
        InstantSource clock = InstantSource.system();
        try (BufferedReader text = Files.newBufferedReader(file, UTF_8);
                Services services =
                        Services.of(settings, clock, StoreFactory.open(settings.store(), clock))) {
            services.roster().refresh();
            return new BackfillRunner(services)
                    .importAloware(text, String.valueOf(file.getFileName()), zone, rehearsal);
        }
    }

    @Override
    public ImportReport importAloware(Reader text, String name, ZoneId zone, boolean rehearsal)
            throws IOException, UnusableFileException {
        InstantSource clock = services.clock();
        try (FactArchive archive = ArchiveFactory.open(services.settings())) {
            AlowareExport export =
                    new AlowareExport(
                            SourceFactory.aloware(services.settings()),
                            zone,
                            services.roster()::agentIdOf,
                            clock.instant());
            Backfill backfill = new Backfill(services.ledger(), archive, clock);
            return rehearsal
                    ? backfill.dryRun(export, text)
                    : backfill.importAll(export, text, name);
        }
    }
}

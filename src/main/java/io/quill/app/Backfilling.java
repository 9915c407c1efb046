package io.quill.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.history.FactArchive;
import io.quill.events.history.backfill.AlowareExport;
import io.quill.events.history.backfill.Backfill;
import io.quill.events.history.backfill.Imports;
import io.quill.events.history.backfill.Report;
import io.quill.events.history.backfill.Unusable;
import io.quill.platform.settings.Settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/** Puts an import together. */
public final class Backfilling implements Imports {
    private final Ground ground;

    Backfilling(Ground ground) {
        this.ground = ground;
    }

    /** Where no Quill runs: holds what is new in the file, or only says what would be. */
    public static Report aloware(Settings settings, Path file, ZoneId zone, boolean rehearsal)
            throws IOException, Unusable {
        InstantSource clock = InstantSource.system();
        try (BufferedReader text = Files.newBufferedReader(file, UTF_8);
                Ground ground = Ground.of(settings, clock, Stores.open(settings.store(), clock))) {
            ground.roster().refresh();
            return new Backfilling(ground)
                    .aloware(text, String.valueOf(file.getFileName()), zone, rehearsal);
        }
    }

    @Override
    public Report aloware(Reader text, String name, ZoneId zone, boolean rehearsal)
            throws IOException, Unusable {
        InstantSource clock = ground.clock();
        try (FactArchive archive = Archives.open(ground.settings())) {
            AlowareExport export =
                    new AlowareExport(
                            Wiring.aloware(ground.settings()),
                            zone,
                            ground.roster()::agentIdOf,
                            clock.instant());
            Backfill backfill = new Backfill(ground.ledger(), archive, clock);
            return rehearsal ? backfill.rehearse(export, text) : backfill.take(export, text, name);
        }
    }
}

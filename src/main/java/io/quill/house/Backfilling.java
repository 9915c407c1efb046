package io.quill.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.archive.FactArchive;
import io.quill.backfill.AlowareExport;
import io.quill.backfill.Backfill;
import io.quill.backfill.Report;
import io.quill.backfill.Unusable;
import io.quill.dimension.WantedRows;
import io.quill.dimension.roster.Roster;
import io.quill.ledger.Ledger;
import io.quill.settings.Settings;
import io.quill.store.DataStore;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/** Puts an import together. */
public final class Backfilling {
    private Backfilling() {}

    /** Holds what is new in the file, or only says what would be. */
    public static Report aloware(Settings settings, Path file, ZoneId zone, boolean rehearsal)
            throws IOException, Unusable {
        InstantSource clock = InstantSource.system();
        try (BufferedReader text = Files.newBufferedReader(file, UTF_8);
                DataStore store = Stores.open(settings.store(), clock);
                FactArchive archive = Archives.open(settings)) {
            Roster roster =
                    new Roster(
                            store, new WantedRows(store), clock, settings.aloware().ringGroupId());
            roster.refresh();
            AlowareExport export =
                    new AlowareExport(
                            Wiring.aloware(settings), zone, roster::agentIdOf, clock.instant());
            Backfill backfill =
                    new Backfill(
                            new Ledger(store, clock, settings.store().timeToLive()),
                            archive,
                            clock);
            return rehearsal
                    ? backfill.rehearse(export, text)
                    : backfill.take(export, text, String.valueOf(file.getFileName()));
        }
    }
}

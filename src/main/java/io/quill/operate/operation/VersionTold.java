package io.quill.operate.operation;

import io.quill.events.dimension.sync.Version;
import io.quill.operate.operation.DeltaTold.Counts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** Version of a dimension: who changed it, and when. */
record VersionTold(
        String dim,
        long number,
        Instant at,
        String who,
        String from,
        String origin,
        String label,
        Optional<LocalDate> due,
        String payloadHash,
        long payloadBytes,
        Counts counts,
        String stage) {
    static VersionTold of(Version version) {
        return new VersionTold(
                version.subject().word(),
                version.number(),
                version.at(),
                version.who(),
                version.from(),
                switch (version.origin()) {
                    case Version.Origin.Sync _ -> "sync";
                    case Version.Origin.Rollback(long to) -> "rollback to " + to;
                },
                version.label(),
                version.due(),
                version.hash(),
                version.bytes(),
                Counts.of(version.counts()),
                version.stage().name().toLowerCase(Locale.ROOT));
    }
}

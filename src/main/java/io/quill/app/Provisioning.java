package io.quill.app;

import io.quill.events.sink.Standing;
import io.quill.events.sink.powerbi.DatasetSchema;
import io.quill.events.sink.powerbi.PowerBi;
import io.quill.platform.jobs.Lease;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes the dataset, or one of its tables anew, as the one process that may. */
public final class Provisioning {
    /** Longer than making a dataset takes. */
    private static final Duration TERM = Duration.ofMinutes(3);

    private static final String BUSY =
            "A running Quill has the right to push, and makes what is missing by itself. Stop it to"
                    + " provision by hand.";

    private Provisioning() {}

    /** Finds the dataset that the settings mean, or makes it. */
    public static Standing ensure(Settings settings) {
        return alone(settings, PowerBi::ensure);
    }

    /** Makes one table as it is wanted, whatever becomes of the rows that it holds. */
    public static Standing alter(Settings settings, String table) {
        return alone(settings, powerBi -> powerBi.alter(table));
    }

    public static List<String> tables() {
        return DatasetSchema.QUILL.tables().stream().map(DatasetSchema.Table::name).toList();
    }

    private static Standing alone(Settings settings, Function<PowerBi, Standing> deed) {
        InstantSource clock = InstantSource.system();
        try (DataStore store = Stores.open(settings.store(), clock);
                PowerBiOnCall powerBi = new PowerBiOnCall(settings)) {
            Lease lease = new Lease(store, clock, Pushing.LEASE, TERM);
            Optional<Guard> guard = lease.hold();
            if (guard.isEmpty()) {
                return new Standing.Away(BUSY);
            }
            try {
                return deed.apply(powerBi.sink());
            } finally {
                lease.release(guard.get());
            }
        }
    }
}

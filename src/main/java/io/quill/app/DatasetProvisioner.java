package io.quill.app;

import io.quill.events.sink.SinkStatus;
import io.quill.events.sink.powerbi.DatasetSchema;
import io.quill.events.sink.powerbi.PowerBiSink;
import io.quill.platform.jobs.Lease;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Creates the dataset, or recreates one of its tables, while no other process may push. */
public final class DatasetProvisioner {
    /** Longer than making a dataset takes. */
    private static final Duration TERM = Duration.ofMinutes(3);

    private static final String BUSY =
            "A running Quill has the right to push, and makes what is missing by itself. Stop it to"
                    + " provision by hand.";

    private DatasetProvisioner() {}

    /** Finds the dataset that the settings mean, or makes it. */
    public static SinkStatus ensure(Settings settings) {
        return alone(settings, PowerBiSink::ensure);
    }

    /** Recreates one table, even if its rows are lost. */
    public static SinkStatus alter(Settings settings, String table) {
        return alone(settings, powerBiSink -> powerBiSink.alter(table));
    }

    public static List<String> tables() {
        return DatasetSchema.QUILL.tables().stream().map(DatasetSchema.Table::name).toList();
    }

    private static SinkStatus alone(Settings settings, Function<PowerBiSink, SinkStatus> deed) {
        InstantSource clock = InstantSource.system();
        try (DataStore store = StoreFactory.open(settings.store(), clock);
                CommandPowerBi powerBi = new CommandPowerBi(settings)) {
            Lease lease = new Lease(store, clock, PushFactory.LEASE, TERM);
            Optional<Guard> guard = lease.acquire();
            if (guard.isEmpty()) {
                return new SinkStatus.Away(BUSY);
            }
            try {
                return deed.apply(powerBi.sink());
            } finally {
                lease.release(guard.get());
            }
        }
    }
}

package io.quill.house;

import io.quill.dimension.WantedRows;
import io.quill.dimension.roster.Roster;
import io.quill.ledger.Ledger;
import io.quill.logging.Tally;
import io.quill.settings.Settings;
import io.quill.source.rest.HttpWire;
import io.quill.store.DataStore;
import io.quill.store.StoreException;
import io.quill.telemetry.Telemetry;
import io.quill.trace.Traces;
import io.quill.webhook.Witness;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/** What every part of the house stands on. */
record Ground(
        Settings settings,
        InstantSource clock,
        DataStore store,
        Ledger ledger,
        WantedRows wanted,
        Roster roster,
        Tally tally,
        HttpWire wire,
        Telemetry telemetry,
        Optional<Traces> traces)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

    static Ground of(Settings settings, InstantSource clock, DataStore bare) {
        Telemetry telemetry = new Telemetry();
        DataStore store = telemetry.measured(bare);
        WantedRows wanted = new WantedRows(store);
        Roster roster = new Roster(store, wanted, clock, settings.aloware().ringGroupId());
        look(roster);
        return new Ground(
                settings,
                clock,
                store,
                new Ledger(store, clock, settings.store().timeToLive()),
                wanted,
                roster,
                new Tally(House.class, clock),
                new HttpWire(),
                telemetry,
                settings.tracing()
                        .collector()
                        .map(it -> Traces.to(it, settings.tracing().share(), clock)));
    }

    /** Who is told how each delivery was answered. */
    Witness witness() {
        Witness counts = telemetry.deliveries();
        return traces.<Witness>map(
                        each ->
                                (source, answer, took) -> {
                                    counts.answered(source, answer, took);
                                    each.answered(source, answer, took);
                                })
                .orElse(counts);
    }

    /** A store that is away at the start must not keep the spool from taking what comes. */
    private static void look(Roster roster) {
        try {
            roster.refresh();
        } catch (StoreException e) {
            LOG.warn("The roster cannot be read yet: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        wire.close();
        tally.tellAll();
        store.close();
        traces.ifPresent(Traces::close);
        telemetry.close();
    }
}

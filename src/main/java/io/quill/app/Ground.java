package io.quill.app;

import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.date.Dates;
import io.quill.events.dimension.goal.Goals;
import io.quill.events.dimension.roster.Agents;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.shift.Shifts;
import io.quill.events.dimension.sync.Syncs;
import io.quill.events.ledger.Ledger;
import io.quill.events.trace.Traces;
import io.quill.events.webhook.Deliveries;
import io.quill.events.webhook.Witness;
import io.quill.platform.http.HttpWire;
import io.quill.platform.logging.Tally;
import io.quill.platform.metrics.Telemetry;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;
import io.quill.platform.time.SteadyClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What every part of the house stands on.
 *
 * @param clock for times that are facts
 * @param waits for pauses, which a clock that is set back must not make longer
 */
record Ground(
        Settings settings,
        InstantSource clock,
        SteadyClock waits,
        DataStore store,
        Ledger ledger,
        WantedRows wanted,
        Roster roster,
        Syncs dimensions,
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
        HttpWire wire = new HttpWire();
        return new Ground(
                settings,
                clock,
                new SteadyClock(clock),
                store,
                new Ledger(store, clock, settings.store().timeToLive()),
                wanted,
                roster,
                syncs(settings, clock, store, wanted, roster, wire),
                new Tally(House.class, clock),
                wire,
                telemetry,
                settings.tracing()
                        .collector()
                        .map(it -> Traces.to(it, settings.tracing().share(), clock)));
    }

    /** Who is told how each delivery was answered. */
    Witness witness() {
        Witness counts = new Deliveries(telemetry.registry());
        return traces.<Witness>map(
                        each ->
                                (source, answer, took) -> {
                                    counts.answered(source, answer, took);
                                    each.answered(source, answer, took);
                                })
                .orElse(counts);
    }

    private static Syncs syncs(
            Settings settings,
            InstantSource clock,
            DataStore store,
            WantedRows wanted,
            Roster roster,
            HttpWire wire) {
        ZoneId zone = settings.timezone();
        int daysAhead = settings.dimensions().shiftDaysAhead();
        return new Syncs(
                store,
                wanted,
                clock,
                LookUps.members(settings, wire),
                List.of(
                        new Agents(roster),
                        new Goals(wanted, clock, zone),
                        new Dates(clock, zone),
                        new Shifts(wanted, roster, clock, zone, daysAhead)));
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

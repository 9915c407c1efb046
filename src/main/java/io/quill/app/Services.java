package io.quill.app;

import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.date.DateHandler;
import io.quill.events.dimension.goal.GoalHandler;
import io.quill.events.dimension.roster.AgentHandler;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.shift.ShiftHandler;
import io.quill.events.dimension.sync.DimensionSyncService;
import io.quill.events.ledger.Ledger;
import io.quill.events.trace.EventTracer;
import io.quill.events.webhook.DeliveryListener;
import io.quill.events.webhook.DeliveryMetrics;
import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.logging.RepeatedMessageLog;
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
 * Services that all components share.
 *
 * @param clock for times that are facts
 * @param waits for pauses, which a clock that is set back must not make longer
 */
record Services(
        Settings settings,
        InstantSource clock,
        SteadyClock waits,
        DataStore store,
        Ledger ledger,
        WantedRows wanted,
        Roster roster,
        DimensionSyncService dimensions,
        RepeatedMessageLog tally,
        JdkHttpTransport wire,
        Telemetry telemetry,
        Optional<EventTracer> traces)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    static Services of(Settings settings, InstantSource clock, DataStore bare) {
        Telemetry telemetry = new Telemetry();
        DataStore store = telemetry.measured(bare);
        WantedRows wanted = new WantedRows(store);
        Roster roster = new Roster(store, wanted, clock, settings.aloware().ringGroupId());
        look(roster);
        JdkHttpTransport wire = new JdkHttpTransport();
        return new Services(
                settings,
                clock,
                new SteadyClock(clock),
                store,
                new Ledger(store, clock, settings.store().timeToLive()),
                wanted,
                roster,
                syncs(settings, clock, store, wanted, roster, wire),
                new RepeatedMessageLog(QuillApplication.class, clock),
                wire,
                telemetry,
                settings.tracing()
                        .collector()
                        .map(it -> EventTracer.to(it, settings.tracing().share(), clock)));
    }

    /** Returns the recorder of delivery answers. */
    DeliveryListener witness() {
        DeliveryListener counts = new DeliveryMetrics(telemetry.registry());
        return traces.<DeliveryListener>map(
                        each ->
                                (source, webhookResponse, took) -> {
                                    counts.answered(source, webhookResponse, took);
                                    each.answered(source, webhookResponse, took);
                                })
                .orElse(counts);
    }

    private static DimensionSyncService syncs(
            Settings settings,
            InstantSource clock,
            DataStore store,
            WantedRows wanted,
            Roster roster,
            JdkHttpTransport wire) {
        ZoneId zone = settings.timezone();
        int daysAhead = settings.dimensions().shiftDaysAhead();
        return new DimensionSyncService(
                store,
                wanted,
                clock,
                SourceClients.members(settings, wire),
                List.of(
                        new AgentHandler(roster),
                        new GoalHandler(wanted, clock, zone),
                        new DateHandler(clock, zone),
                        new ShiftHandler(wanted, roster, clock, zone, daysAhead)));
    }

    /**
     * Reads the roster once; a failing store is no reason not to start, because the spool can hold
     * events.
     */
    private static void look(Roster roster) {
        try {
            roster.refresh();
        } catch (StoreException e) {
            LOG.warn(
                    "Could not read the roster from the store; Quill starts and "
                            + "tries again: {}",
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        wire.close();
        tally.flush();
        store.close();
        traces.ifPresent(EventTracer::close);
        telemetry.close();
    }
}

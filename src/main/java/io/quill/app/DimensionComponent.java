package io.quill.app;

import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.PayloadError;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.events.dimension.sync.Version;
import io.quill.platform.jobs.ActiveRun;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.RunOutcome;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.StartResult;
import io.quill.platform.settings.SyncSchedule;
import io.quill.routes.DimensionRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** Component that syncs the dimensions with their sources, the calendar and each other. */
final class DimensionComponent implements AppComponent {
    private static final Logger LOG = LoggerFactory.getLogger(DimensionComponent.class);

    private static final String TIMER = "timer";

    private final Services services;
    private final RunRegistry runRegistry;

    DimensionComponent(Services services) {
        this.services = services;
        this.runRegistry = new RunRegistry(services.store(), services.clock());
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        Optional<String> rhythm =
                services.settings()
                        .aloware()
                        .ringGroupId()
                        .map(_ -> endpoint(services.settings().dimensions().agents()));
        return List.of(
                new DimensionRoutes(
                        rhythm,
                        new DimensionRoutes.Work(
                                this::readAgents,
                                services.roster()::refresh,
                                services.dimensions()::catchUp)));
    }

    private String endpoint(SyncSchedule syncSchedule) {
        return switch (syncSchedule) {
            case SyncSchedule.Every(var time) ->
                    "scheduler:agents?initialDelay=%1$d&delay=%1$d".formatted(time.toMillis());
            case SyncSchedule.Cron(String expression) ->
                    "quartz:agents?cron=%s&trigger.timeZone=%s"
                            .formatted(
                                    expression.replace(' ', '+'), services.settings().timezone());
        };
    }

    /**
     * Reads the agents as the same run that an admin's sync uses, so that only one of them reads.
     */
    private void readAgents() {
        if (runRegistry.begin(new Job("sync", Subject.AGENTS.word(), TIMER))
                instanceof StartResult.Begun(ActiveRun run)) {
            run.execute(_ -> ending(services.dimensions().readAgents(SyncRequest.by(TIMER, ""))));
        }
    }

    private static RunOutcome ending(SyncOutcome syncOutcome) {
        return switch (syncOutcome) {
            case SyncOutcome.Accepted(Version version, Delta delta, _) -> {
                LOG.info(
                        "Read roster version {}: {}, {}",
                        version.number(),
                        version.label(),
                        delta.counts());
                yield new RunOutcome.Finished(
                        "version " + version.number() + ", " + version.label());
            }
            case SyncOutcome.Unchanged _, SyncOutcome.Rehearsed _ ->
                    new RunOutcome.Finished("unchanged");
            case SyncOutcome.Refused(String words) -> stays(words);
            case SyncOutcome.Unread(String words) -> stays(words);
            case SyncOutcome.Invalid(List<PayloadError> faults) -> stays(faults.toString());
            case SyncOutcome.Busy(String words) -> stays(words);
            case SyncOutcome.NoSuchVersion(String words) -> stays(words);
        };
    }

    private static RunOutcome stays(String words) {
        LOG.warn("Could not read the ring group; the last roster stays in use: " + "{}", words);
        return new RunOutcome.Failed(words);
    }
}

package io.quill.app;

import io.quill.events.dimension.sync.Ask;
import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.Fault;
import io.quill.events.dimension.sync.Outcome;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Version;
import io.quill.platform.jobs.Ending;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Running;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.Start;
import io.quill.platform.settings.Rhythm;
import io.quill.routes.DimensionRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** Has the dimensions follow their sources, the calendar and each other. */
final class DimensionKeeping implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(DimensionKeeping.class);

    private static final String TIMER = "timer";

    private final Ground ground;
    private final Runs runs;

    DimensionKeeping(Ground ground) {
        this.ground = ground;
        this.runs = new Runs(ground.store(), ground.clock());
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        Optional<String> rhythm =
                ground.settings()
                        .aloware()
                        .ringGroupId()
                        .map(_ -> endpoint(ground.settings().dimensions().agents()));
        return List.of(
                new DimensionRoutes(
                        rhythm,
                        new DimensionRoutes.Work(
                                this::readAgents,
                                ground.roster()::refresh,
                                ground.dimensions()::upkeep)));
    }

    private String endpoint(Rhythm rhythm) {
        return switch (rhythm) {
            case Rhythm.Every(var time) ->
                    "scheduler:agents?initialDelay=%1$d&delay=%1$d".formatted(time.toMillis());
            case Rhythm.Cron(String expression) ->
                    "quartz:agents?cron=%s&trigger.timeZone=%s"
                            .formatted(expression.replace(' ', '+'), ground.settings().timezone());
        };
    }

    /** Under the run that an admin's sync would have, so that only one of them reads. */
    private void readAgents() {
        if (runs.begin(new Job("sync", Subject.AGENTS.word(), TIMER))
                instanceof Start.Begun(Running run)) {
            run.does(_ -> told(ground.dimensions().readAgents(Ask.by(TIMER, ""))));
        }
    }

    private static Ending told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(Version version, Delta delta, _) -> {
                LOG.info("Roster {}: {}, {}", version.number(), version.label(), delta.counts());
                yield new Ending.Finished("version " + version.number() + ", " + version.label());
            }
            case Outcome.Unchanged _, Outcome.Rehearsed _ -> new Ending.Finished("unchanged");
            case Outcome.Refused(String words) -> stays(words);
            case Outcome.Unread(String words) -> stays(words);
            case Outcome.Invalid(List<Fault> faults) -> stays(faults.toString());
            case Outcome.Busy(String words) -> stays(words);
            case Outcome.NoSuchVersion(String words) -> stays(words);
        };
    }

    private static Ending stays(String words) {
        LOG.warn("The roster stays as it is: {}", words);
        return new Ending.Failed(words);
    }
}

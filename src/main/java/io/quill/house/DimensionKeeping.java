package io.quill.house;

import io.quill.dimension.sync.Ask;
import io.quill.dimension.sync.Outcome;
import io.quill.dimension.sync.Subject;
import io.quill.routes.DimensionRoutes;
import io.quill.settings.Rhythm;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** Has the dimensions follow their sources, the calendar and each other. */
final class DimensionKeeping implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(DimensionKeeping.class);

    private final Ground ground;

    DimensionKeeping(Ground ground) {
        this.ground = ground;
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
                    "timer:agents?delay=%1$d&period=%1$d".formatted(time.toMillis());
            case Rhythm.Cron(String expression) ->
                    "quartz:agents?cron=%s&trigger.timeZone=%s"
                            .formatted(expression.replace(' ', '+'), ground.settings().timezone());
        };
    }

    private void readAgents() {
        tell(ground.dimensions().readAgents(Ask.by("timer", "quill")));
    }

    private static void tell(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted(var version, var delta, _) ->
                    LOG.info(
                            "Roster {}: {}, {}", version.number(), version.label(), delta.counts());
            case Outcome.Refused(String words) -> stays(words);
            case Outcome.Unread(String words) -> stays(words);
            case Outcome.Invalid(var faults) -> stays(faults.toString());
            case Outcome.Busy _, Outcome.Unchanged _ -> LOG.debug("The roster is as it was");
            case Outcome.Rehearsed _, Outcome.NoSuchVersion _ ->
                    throw new IllegalStateException("Nobody asked for this: " + outcome);
        }
    }

    private static void stays(String words) {
        LOG.warn("The roster stays as it is ({}): {}", Subject.AGENTS.word(), words);
    }
}

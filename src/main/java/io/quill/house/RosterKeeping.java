package io.quill.house;

import io.quill.routes.DimensionRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.Optional;

/** Looks at the roster, and keeps it where there is a ring group to keep it after. */
final class RosterKeeping implements Part {
    private final Ground ground;

    RosterKeeping(Ground ground) {
        this.ground = ground;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        Optional<Runnable> sync =
                ground.settings().aloware().ringGroupId().map(_ -> LookUps.rosterSync(ground));
        return List.of(new DimensionRoutes(ground.roster()::refresh, sync));
    }
}

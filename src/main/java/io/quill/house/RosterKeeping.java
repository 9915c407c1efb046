package io.quill.house;

import io.quill.routes.DimensionRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;

/** Keeps the roster, where there is a ring group to keep it after. */
final class RosterKeeping implements Part {
    private final Ground ground;

    RosterKeeping(Ground ground) {
        this.ground = ground;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return ground.settings().aloware().ringGroupId().isEmpty()
                ? List.of()
                : List.of(new DimensionRoutes(LookUps.rosterSync(ground)));
    }
}

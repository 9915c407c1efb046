package io.quill.app;

import io.quill.events.dimension.roster.Roster;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.Archivist;
import io.quill.events.push.NotedSink;
import io.quill.events.push.Pusher;
import io.quill.events.push.Readmission;
import io.quill.events.push.Round;
import io.quill.events.push.Sightings;
import io.quill.events.sink.MeasuredSink;
import io.quill.events.sink.Sink;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.trace.BatchTraces;
import io.quill.routes.ArchiveRoutes;
import io.quill.routes.GateRoutes;
import io.quill.routes.PushRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What was held is completed and pushed; without a Power BI to push to, it waits. */
final class WayOut implements Part {
    private final Ground ground;
    private final Crm crm;
    private Optional<Pusher> pusher = Optional.empty();
    private Optional<FactArchive> archive = Optional.empty();

    WayOut(Ground ground, Crm crm) {
        this.ground = ground;
        this.crm = crm;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        if (ground.settings().powerBi().target().isEmpty()) {
            return List.of();
        }
        Sink sink = Pushing.sink(ground.settings(), context.createProducerTemplate());
        Sink noted = new NotedSink(sink, new Sightings(ground.store()));
        Pusher made =
                Pushing.pusher(ground, new MeasuredSink(noted, ground.telemetry().registry()));
        pusher = Optional.of(made);
        return List.of(
                new PushRoutes(
                        made,
                        LookUps.resolver(ground, crm),
                        ground.traces()
                                .<Consumer<Round>>map(each -> new BatchTraces(each, ground.clock()))
                                .orElse(_ -> {})),
                Pushing.route(ground.settings(), ground.waits()),
                new GateRoutes(made, readmission()),
                archiving(made));
    }

    private Readmission readmission() {
        Roster roster = ground.roster();
        return new Readmission(
                new Outbox(ground.store()),
                ground.ledger(),
                roster::admission,
                roster::edition,
                ground.waits());
    }

    private RoutesBuilder archiving(Pusher made) {
        FactArchive opened = Archives.open(ground.settings());
        archive = Optional.of(opened);
        Archivist archivist =
                new Archivist(
                        ground.store(),
                        opened,
                        ground.clock(),
                        ground.settings().store().timeToLive());
        return new ArchiveRoutes(made, archivist, opened, ground.clock());
    }

    /** Why nothing is pushed at this moment, where somebody would want to know. */
    Optional<String> obstacle() {
        return pusher.flatMap(Pusher::obstacle);
    }

    /** What all of them wait for, where none of them is to push. */
    Optional<String> standstill() {
        return pusher.isEmpty()
                ? Optional.of("Power BI is not set up")
                : pusher.filter(Pusher::yields).map(_ -> "a rebuild comes first");
    }

    /** Whether this process is the one that pushes. */
    boolean leads() {
        return pusher.flatMap(Pusher::lease).isPresent();
    }

    /** So that a follower need not wait for the lease to run out. */
    @Override
    public void close() {
        pusher.ifPresent(Pusher::stepDown);
        archive.ifPresent(FactArchive::close);
    }
}

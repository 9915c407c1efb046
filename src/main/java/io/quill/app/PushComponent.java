package io.quill.app;

import io.quill.events.dimension.roster.Roster;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.AgentActivity;
import io.quill.events.push.AgentActivitySink;
import io.quill.events.push.BatchArchiver;
import io.quill.events.push.GatedFactReviver;
import io.quill.events.push.PushRound;
import io.quill.events.push.Pusher;
import io.quill.events.sink.MeasuredSink;
import io.quill.events.sink.Sink;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.trace.BatchTracer;
import io.quill.routes.ArchiveRoutes;
import io.quill.routes.GateRoutes;
import io.quill.routes.PushRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Component that resolves and pushes held events; without a Power BI dataset they wait. */
final class PushComponent implements AppComponent {
    private final Services services;
    private final Crm crm;
    private Optional<Pusher> pusher = Optional.empty();
    private Optional<FactArchive> archive = Optional.empty();

    PushComponent(Services services, Crm crm) {
        this.services = services;
        this.crm = crm;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        if (services.settings().powerBi().target().isEmpty()) {
            return List.of();
        }
        Sink sink = PushFactory.sink(services.settings(), context.createProducerTemplate());
        Sink noted = new AgentActivitySink(sink, new AgentActivity(services.store()));
        Pusher made =
                PushFactory.pusher(
                        services, new MeasuredSink(noted, services.telemetry().registry()));
        pusher = Optional.of(made);
        return List.of(
                new PushRoutes(
                        made,
                        SourceClients.resolver(services, crm),
                        services.traces()
                                .<Consumer<PushRound>>map(
                                        each -> new BatchTracer(each, services.clock()))
                                .orElse(_ -> {})),
                PushFactory.route(services.settings(), services.waits()),
                new GateRoutes(made, readmission()),
                archiving(made));
    }

    private GatedFactReviver readmission() {
        Roster roster = services.roster();
        return new GatedFactReviver(
                new Outbox(services.store()),
                services.ledger(),
                roster::admission,
                roster::fingerprint,
                services.waits());
    }

    private RoutesBuilder archiving(Pusher made) {
        FactArchive opened = ArchiveFactory.open(services.settings());
        archive = Optional.of(opened);
        BatchArchiver batchArchiver =
                new BatchArchiver(
                        services.store(),
                        opened,
                        services.clock(),
                        services.settings().store().timeToLive());
        return new ArchiveRoutes(made, batchArchiver, opened, services.clock());
    }

    /** Returns why nothing is pushed at the moment, if an operator should know. */
    Optional<String> obstacle() {
        return pusher.flatMap(Pusher::obstacle);
    }

    /** Returns what all replicas wait for, while none of them is to push. */
    Optional<String> standstill() {
        return pusher.isEmpty()
                ? Optional.of("Power BI is not set up")
                : pusher.filter(Pusher::yields).map(_ -> "a rebuild comes first");
    }

    /** Returns whether this process is the pusher. */
    boolean isPusher() {
        return pusher.flatMap(Pusher::lease).isPresent();
    }

    /** Gives up the lease, so that a follower need not wait until it expires. */
    @Override
    public void close() {
        pusher.ifPresent(Pusher::stepDown);
        archive.ifPresent(FactArchive::close);
    }
}

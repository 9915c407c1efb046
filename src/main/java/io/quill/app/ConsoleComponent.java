package io.quill.app;

import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Outbox;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.webhook.DeadLetters;
import io.quill.operate.access.AccessControl;
import io.quill.operate.console.Console;
import io.quill.operate.console.WarehouseRecordStatus;
import io.quill.operate.console.view.AgentNameLookup;
import io.quill.operate.console.web.ConsoleAccess;
import io.quill.operate.console.web.ConsoleExchange;
import io.quill.operate.console.web.ConsoleSite;
import io.quill.operate.console.web.LiveUpdates;
import io.quill.platform.http.SenderClass;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.settings.ServerSettings;
import io.quill.platform.settings.Settings.Mode;
import io.quill.routes.ConsoleRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.Optional;

/** Component that serves the console. */
final class ConsoleComponent implements AppComponent {
    private static final int MOST_REQUESTS = 32;

    private final FactArchive archive;
    private final Console console;
    private final ConsoleSite consoleSite;

    ConsoleComponent(
            Services services,
            List<Source> sources,
            MonitoringComponent monitoringComponent,
            RecordsComponent records,
            AdminComponent adminComponent,
            HttpServers httpServers) {
        this.archive = ArchiveFactory.open(services.settings());
        this.console =
                new Console(
                        stored(services, sources, archive, adminComponent.operable().jobs().runs()),
                        subjects(services, monitoringComponent, records),
                        services.clock(),
                        services.settings().timezone());
        this.consoleSite =
                console.plan()
                        .behind(
                                door(services, adminComponent.door()),
                                new ConsoleAuditor(adminComponent.operable().audit()));
        httpServers.listener().stream(
                "/console/live",
                new LiveUpdates(httpServers.vertx(), consoleSite, services.tally()));
        httpServers.listener().bound("/console*", MOST_REQUESTS, _ -> SenderClass.UNPROVEN);
    }

    private static ConsoleAccess door(Services services, AccessControl keeper) {
        ServerSettings serverSettings = services.settings().server();
        return new ConsoleAccess(
                new ConsoleAccess.Plan(
                        services.settings().mode() == Mode.DEMO,
                        serverSettings.publicUrl(),
                        serverSettings.trustedProxies()),
                new ConsoleAuthenticator(keeper, services.settings().admin(), services.clock()),
                services.store(),
                services.clock());
    }

    private static Console.Ground stored(
            Services services, List<Source> sources, FactArchive archive, RunRegistry runRegistry) {
        return new Console.Ground(
                services.store(),
                services.ledger(),
                new DeadLetters(
                        services.ledger(), new Outbox(services.store()), new Sources(sources)),
                archive,
                runRegistry);
    }

    private static Console.Subjects subjects(
            Services services, MonitoringComponent monitoringComponent, RecordsComponent records) {
        AgentNameLookup agentNameLookup = new CachedAgentNames(services.wanted(), services.clock());
        return new Console.Subjects(
                new ConsoleBooks(services),
                services.settings().powerBi().target().map(_ -> PushFactory.allowance(services)),
                () ->
                        new Console.Hearsay(
                                monitoringComponent.obstacle(),
                                monitoringComponent.furtherProblems().stream()
                                        .map(ProblemPresenter::of)
                                        .toList()),
                agentNameLookup,
                new Console.Extras(
                        Optional.of(new TeamBoard(services, agentNameLookup)),
                        Optional.of(services.dimensions()),
                        records.works()
                                .map(
                                        each ->
                                                new WarehouseRecordStatus(
                                                        each.warehouse(),
                                                        each.tenants().names()))));
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return List.of(new ConsoleRoutes(consoleSite, new ConsoleExchange(), console::sample));
    }

    @Override
    public void close() {
        archive.close();
    }
}

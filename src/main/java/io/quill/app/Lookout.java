package io.quill.app;

import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Outbox;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.webhook.DeadLetters;
import io.quill.operate.access.Doorkeeper;
import io.quill.operate.console.Console;
import io.quill.operate.console.WarehouseRecords;
import io.quill.operate.console.view.Names;
import io.quill.operate.console.web.Door;
import io.quill.operate.console.web.Live;
import io.quill.operate.console.web.Site;
import io.quill.operate.console.web.Traffic;
import io.quill.platform.http.Sender;
import io.quill.platform.jobs.Runs;
import io.quill.platform.settings.Server;
import io.quill.platform.settings.Settings.Mode;
import io.quill.routes.ConsoleRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.Optional;

/** From where an operator sees all of it. */
final class Lookout implements Part {
    private static final int MOST_REQUESTS = 32;

    private final FactArchive archive;
    private final Console console;
    private final Site site;

    Lookout(
            Ground ground,
            List<Source> sources,
            Pulse pulse,
            RecordKeeping records,
            Operating operating,
            Doors doors) {
        this.archive = Archives.open(ground.settings());
        this.console =
                new Console(
                        stored(ground, sources, archive, operating.operable().jobs().runs()),
                        subjects(ground, pulse, records),
                        ground.clock(),
                        ground.settings().timezone());
        this.site =
                console.plan()
                        .behind(
                                door(ground, operating.door()),
                                new ConsoleWitness(operating.operable().audit()));
        doors.listener().stream("/console/live", new Live(doors.vertx(), site, ground.tally()));
        doors.listener().bound("/console*", MOST_REQUESTS, _ -> Sender.UNPROVEN);
    }

    private static Door door(Ground ground, Doorkeeper keeper) {
        Server server = ground.settings().server();
        return new Door(
                new Door.Plan(
                        ground.settings().mode() == Mode.DEMO,
                        server.publicUrl(),
                        server.trustedProxies()),
                new ConsoleKeys(keeper, ground.settings().admin(), ground.clock()),
                ground.store(),
                ground.clock());
    }

    private static Console.Ground stored(
            Ground ground, List<Source> sources, FactArchive archive, Runs runs) {
        return new Console.Ground(
                ground.store(),
                ground.ledger(),
                new DeadLetters(ground.ledger(), new Outbox(ground.store()), new Sources(sources)),
                archive,
                runs);
    }

    private static Console.Subjects subjects(Ground ground, Pulse pulse, RecordKeeping records) {
        Names names = new AgentNames(ground.wanted(), ground.clock());
        return new Console.Subjects(
                new TodaysBooks(ground),
                ground.settings().powerBi().target().map(_ -> Pushing.allowance(ground)),
                () ->
                        new Console.Hearsay(
                                pulse.obstacle(),
                                pulse.besides().stream().map(Worries::of).toList()),
                names,
                new Console.Extras(
                        Optional.of(new HouseTeam(ground, names)),
                        Optional.of(ground.dimensions()),
                        records.works()
                                .map(
                                        each ->
                                                new WarehouseRecords(
                                                        each.warehouse(),
                                                        each.tenants().names()))));
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return List.of(new ConsoleRoutes(site, new Traffic(), console::sample));
    }

    @Override
    public void close() {
        archive.close();
    }
}

package io.quill.house;

import io.quill.admin.door.Doorkeeper;
import io.quill.archive.FactArchive;
import io.quill.console.Console;
import io.quill.console.WarehouseRecords;
import io.quill.console.view.Names;
import io.quill.console.web.Door;
import io.quill.console.web.Live;
import io.quill.console.web.Site;
import io.quill.console.web.Traffic;
import io.quill.ledger.Outbox;
import io.quill.routes.ConsoleRoutes;
import io.quill.run.Runs;
import io.quill.server.Sender;
import io.quill.settings.Server;
import io.quill.settings.Settings.Mode;
import io.quill.source.Source;
import io.quill.source.Sources;
import io.quill.webhook.DeadLetters;

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

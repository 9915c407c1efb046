package io.quill.app.demo;

import io.quill.app.House;
import io.quill.app.cli.Command;
import io.quill.app.cli.Exit;
import io.quill.app.cli.Terminal;
import io.quill.app.http.ListenException;
import io.quill.platform.store.StoreException;
import io.quill.records.tenant.FaultyAccounts;

import java.util.List;
import java.util.Map;

/** A day so far at speed, and then as long as somebody watches; with --once, a short one alone. */
public final class DemoCommand implements Command {
    @Override
    public String verb() {
        return "demo";
    }

    @Override
    public String summary() {
        return "shows a call centre's day, with stand-ins for everything outside";
    }

    @Override
    public String help() {
        return "quill demo [--once]   as long as it is watched; --once: a short day, and its sums\n";
    }

    @Override
    public Exit run(List<String> args, Terminal terminal) {
        boolean once = args.contains("--once");
        if (args.size() > (once ? 1 : 0)) {
            return terminal.complain(help(), Exit.USAGE);
        }
        try (Demo demo = new Demo()) {
            return apart(terminal, demo, once)
                    .withSettings(
                            (settings, camel) ->
                                    show(
                                            new Showing(demo, settings, terminal.out()),
                                            House.of(settings, camel),
                                            once));
        } catch (StoreException | ListenException | FaultyAccounts e) {
            return terminal.complain(e.getMessage() + System.lineSeparator(), Exit.CONFIGURATION);
        }
    }

    /** Somewhere that has no .env of a real Quill. */
    private static Terminal apart(Terminal terminal, Demo demo, boolean once) {
        Map<String, String> environment = demo.environment(terminal.environment());
        return new Terminal(
                once ? Demo.withoutRecords(environment) : environment,
                demo.scratch().directory(),
                terminal.out(),
                terminal.err());
    }

    private static Exit show(Showing showing, House house, boolean once) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> showing.end(house), "quill-stop"));
        try {
            house.start();
            return once ? showing.once(house.port()) : showing.on(house.port());
        } finally {
            showing.end(house);
        }
    }
}

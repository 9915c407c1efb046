package io.quill.demo;

import io.quill.command.Command;
import io.quill.command.Exit;
import io.quill.command.Terminal;
import io.quill.house.House;
import io.quill.server.ListenException;
import io.quill.store.StoreException;
import io.quill.tenant.FaultyAccounts;

import java.io.IOException;
import java.util.List;

/** Some minutes of a day, and then as long as somebody watches; with --once, only the minutes. */
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
    public Exit run(List<String> args, Terminal terminal) {
        boolean once = args.contains("--once");
        try (Demo demo = new Demo()) {
            return terminal.withDefaults(demo.environment())
                    .withSettings(
                            (settings, camel) ->
                                    show(demo, House.of(settings, camel), once, terminal));
        } catch (StoreException | ListenException | FaultyAccounts e) {
            return terminal.complain(e.getMessage() + System.lineSeparator(), Exit.CONFIGURATION);
        }
    }

    private static Exit show(Demo demo, House house, boolean once, Terminal terminal) {
        Runtime.getRuntime().addShutdownHook(new Thread(house::close, "quill-stop"));
        house.start();
        terminal.say(
                """
                This is a demo: nothing of it is real, and nothing of it is kept.
                See it at http://127.0.0.1:%d/console
                Quill takes webhooks at http://127.0.0.1:%d/webhook/aloware
                What was pushed is at %s/sandbox/powerbi/datasets
                """
                        .formatted(house.port(), house.port(), demo.powerBi()),
                Exit.FINE);
        try {
            for (int minute = 1; !once || minute <= 10; minute++) {
                play(demo, house.port(), once, terminal);
            }
        } catch (InterruptedException | IOException _) {
            return Exit.FAILED;
        } finally {
            house.close();
        }
        return Exit.FINE;
    }

    private static void play(Demo demo, int port, boolean once, Terminal terminal)
            throws IOException, InterruptedException {
        String last = "";
        for (int i = 0; i < 30; i++) {
            last = demo.deliver(port);
            Thread.sleep(once ? 10 : 60);
        }
        Thread.sleep(once ? 500 : 1_000);
        terminal.out()
                .printf(
                        "%5d communications delivered, %5d facts in Power BI; last answer %s%n",
                        demo.delivered(), demo.pushed(), last);
    }
}

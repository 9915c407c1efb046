package io.quill.app.cli;

import io.quill.app.House;
import io.quill.app.http.ListenException;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.StoreException;
import io.quill.records.tenant.FaultyAccounts;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs until a signal comes; then what was accepted is finished before the JVM ends. */
public final class RunCommand implements Command {
    @Override
    public String verb() {
        return "run";
    }

    @Override
    public String summary() {
        return "starts Quill";
    }

    @Override
    public String help() {
        return "quill run   as the settings say, until a signal stops it; it takes no arguments\n";
    }

    @Override
    public Exit run(List<String> args, Terminal terminal) {
        if (!args.isEmpty()) {
            return terminal.complain(help(), Exit.USAGE);
        }
        return terminal.withSettings(
                (logging, words) -> new Announcement(terminal, logging).warning(words),
                (settings, camel) -> serve(terminal, settings, camel));
    }

    private static Exit serve(Terminal terminal, Settings settings, Map<String, String> camel) {
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            House house = House.of(settings, camel);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stop(house, stopped), "quill-stop"));
            house.start();
            new Announcement(terminal, settings.logging())
                    .news("Quill listens on port " + house.port());
            stopped.await();
            return Exit.FINE;
        } catch (StoreException | ListenException | FaultyAccounts e) {
            return terminal.complain(e.getMessage() + System.lineSeparator(), Exit.CONFIGURATION);
        } catch (InterruptedException _) {
            return Exit.FAILED;
        }
    }

    private static void stop(House house, CountDownLatch stopped) {
        house.close();
        stopped.countDown();
    }
}

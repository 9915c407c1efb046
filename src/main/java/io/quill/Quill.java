package io.quill;

import io.quill.check.Check;
import io.quill.check.Checks;
import io.quill.check.DirectoryCheck;
import io.quill.check.Report;
import io.quill.check.SettingsChecks;
import io.quill.check.StoreCheck;
import io.quill.logging.Logs;
import io.quill.server.ListenException;
import io.quill.settings.CamelPropertyFunctions;
import io.quill.settings.Reading;
import io.quill.settings.Settings;
import io.quill.settings.Sources;
import io.quill.store.StoreException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The command line: what to do, with which settings, and the exit status that tells how it went.
 */
public final class Quill {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 64;
    static final int CONFIGURATION = 78;

    private static final String HELP =
            """
            quill run     starts Quill
            quill demo    shows a call centre's day, with stand-ins for everything outside
            quill provision  makes the table that events are remembered in
            quill check   tries the settings and everything outside, a line each
            quill replay  reads dead letters again: --list, KEY, or --all
            quill help    says this
            """;

    private final Map<String, String> environment;
    private final Path directory;
    private final PrintStream out;
    private final PrintStream err;

    Quill(Map<String, String> environment, Path directory, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.directory = directory;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        Quill quill = new Quill(System.getenv(), Path.of(""), System.out, System.err);
        int status = quill.command(List.of(args));
        if (status != FINE) {
            System.exit(status);
        }
    }

    int command(List<String> args) {
        return switch (args.isEmpty() ? "help" : args.getFirst()) {
            case "run" -> run();
            case "demo" -> demo(args.contains("--once"));
            case "check" -> check();
            case "provision" -> provision();
            case "replay" -> replay(args.subList(1, args.size()));
            case "help", "--help", "-h" -> print(out, HELP, FINE);
            default -> print(err, "There is no such command.\n" + HELP, USAGE);
        };
    }

    private int run() {
        Sources sources = Sources.of(environment, directory);
        try (CamelPropertyFunctions functions = new CamelPropertyFunctions(sources.camel())) {
            return switch (Settings.read(sources, functions)) {
                case Reading.Faulty faulty -> faulty(faulty);
                case Reading.Usable(Settings settings, var warnings) -> {
                    Logs.apply(settings.logging());
                    warnings.forEach(err::println);
                    yield serve(settings, sources.camel());
                }
            };
        }
    }

    /** Until a signal comes; then what was accepted is finished before the JVM ends. */
    private int serve(Settings settings, Map<String, String> camel) {
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            House house = new House(settings, camel, Wiring.sources(settings));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stop(house, stopped), "quill-stop"));
            start(house);
            out.println("Quill listens on port " + house.port());
            stopped.await();
            return FINE;
        } catch (StoreException | ListenException e) {
            return print(err, e.getMessage() + System.lineSeparator(), CONFIGURATION);
        } catch (InterruptedException _) {
            return FAILED;
        }
    }

    /** Threads that still listen would keep a process alive that does nothing. */
    private static void start(House house) {
        try {
            house.start();
        } catch (RuntimeException e) {
            house.close();
            throw e;
        }
    }

    private static void stop(House house, CountDownLatch stopped) {
        house.close();
        stopped.countDown();
    }

    /**
     * Some minutes of a day, and then as long as somebody watches; with --once, only the minutes.
     */
    private int demo(boolean once) {
        try (Demo demo = new Demo()) {
            Map<String, String> all = new HashMap<>(demo.environment());
            all.putAll(environment);
            Sources sources = Sources.of(all, directory);
            CamelPropertyFunctions functions = new CamelPropertyFunctions(sources.camel());
            return switch (Settings.read(sources, functions)) {
                case Reading.Faulty faulty -> faulty(faulty);
                case Reading.Usable(Settings settings, _) -> {
                    Logs.apply(settings.logging());
                    yield show(
                            demo,
                            new House(settings, sources.camel(), Wiring.sources(settings)),
                            once);
                }
            };
        } catch (StoreException | ListenException e) {
            return print(err, e.getMessage() + System.lineSeparator(), CONFIGURATION);
        }
    }

    private int show(Demo demo, House house, boolean once) {
        Runtime.getRuntime().addShutdownHook(new Thread(house::close, "quill-stop"));
        start(house);
        out.println("This is a demo: nothing of it is real, and nothing of it is kept.");
        out.println(
                "Quill takes webhooks at http://127.0.0.1:" + house.port() + "/webhook/aloware");
        out.println("What was pushed is at " + demo.powerBi() + "/sandbox/powerbi/datasets");
        try {
            for (int minute = 1; !once || minute <= 10; minute++) {
                String last = "";
                for (int i = 0; i < 30; i++) {
                    last = demo.deliver(house.port());
                    Thread.sleep(once ? 10 : 60);
                }
                Thread.sleep(once ? 500 : 1_000);
                out.printf(
                        "%5d communications delivered, %5d facts in Power BI; last answer %s%n",
                        demo.delivered(), demo.pushed(), last);
            }
        } catch (InterruptedException | IOException _) {
            return FAILED;
        } finally {
            house.close();
        }
        return FINE;
    }

    private int check() {
        Sources sources = Sources.of(environment, directory);
        try (CamelPropertyFunctions functions = new CamelPropertyFunctions(sources.camel())) {
            Reading reading = Settings.read(sources, functions);
            List<Check> checks = new ArrayList<>(SettingsChecks.of(reading));
            if (reading instanceof Reading.Usable(Settings settings, _)) {
                Logs.apply(settings.logging());
                checks.addAll(outside(settings));
            }
            Report report = new Checks().run(checks);
            return print(out, report.text(), report.isFine() ? FINE : FAILED);
        }
    }

    private int replay(List<String> args) {
        ReplayCommand command = new ReplayCommand(out, err);
        Sources sources = Sources.of(environment, directory);
        try (CamelPropertyFunctions functions = new CamelPropertyFunctions(sources.camel())) {
            return switch (Settings.read(sources, functions)) {
                case Reading.Faulty faulty -> faulty(faulty);
                case Reading.Usable(Settings settings, _) -> {
                    Logs.apply(settings.logging());
                    yield command.run(settings, args);
                }
            };
        }
    }

    private int provision() {
        Sources sources = Sources.of(environment, directory);
        try (CamelPropertyFunctions functions = new CamelPropertyFunctions(sources.camel())) {
            return switch (Settings.read(sources, functions)) {
                case Reading.Faulty faulty -> faulty(faulty);
                case Reading.Usable(Settings settings, _) -> {
                    Logs.apply(settings.logging());
                    String done = Stores.provision(settings.store()) + System.lineSeparator();
                    yield print(out, done, FINE);
                }
            };
        } catch (StoreException e) {
            return print(err, e.getMessage() + System.lineSeparator(), FAILED);
        }
    }

    private int faulty(Reading.Faulty faulty) {
        return print(err, new Checks().run(SettingsChecks.of(faulty)).text(), CONFIGURATION);
    }

    private static List<Check> outside(Settings settings) {
        return List.of(
                new DirectoryCheck(settings.store().directory()),
                SettingsChecks.publicUrl(settings.server()),
                new StoreCheck(() -> Stores.open(settings.store(), InstantSource.system())));
    }

    private static int print(PrintStream to, String text, int status) {
        to.print(text);
        to.flush();
        return status;
    }
}

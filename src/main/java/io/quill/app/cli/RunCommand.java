package io.quill.app.cli;

import io.quill.app.QuillApplication;
import io.quill.app.http.PortUnavailableException;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.StoreException;
import io.quill.records.tenant.InvalidTenantsException;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs Quill until a signal; accepted work is finished before the JVM ends. */
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
    public ExitCode run(List<String> args, CommandContext commandContext) {
        if (!args.isEmpty()) {
            return commandContext.failAndExit(help(), ExitCode.USAGE);
        }
        return commandContext.withSettings(
                (loggingSettings, words) ->
                        new StartupMessages(commandContext, loggingSettings).warning(words),
                (settings, camel) -> serve(commandContext, settings, camel));
    }

    private static ExitCode serve(
            CommandContext commandContext, Settings settings, Map<String, String> camel) {
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            QuillApplication quillApplication = QuillApplication.of(settings, camel);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> stop(quillApplication, stopped), "quill-stop"));
            quillApplication.start();
            new StartupMessages(commandContext, settings.logging())
                    .info("Quill listens on port " + quillApplication.port());
            stopped.await();
            return ExitCode.FINE;
        } catch (StoreException | PortUnavailableException | InvalidTenantsException e) {
            return commandContext.failAndExit(
                    e.getMessage() + System.lineSeparator(), ExitCode.CONFIGURATION);
        } catch (InterruptedException _) {
            return ExitCode.FAILED;
        }
    }

    private static void stop(QuillApplication quillApplication, CountDownLatch stopped) {
        quillApplication.close();
        stopped.countDown();
    }
}

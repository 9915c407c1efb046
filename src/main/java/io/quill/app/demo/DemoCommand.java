package io.quill.app.demo;

import io.quill.app.QuillApplication;
import io.quill.app.cli.Command;
import io.quill.app.cli.CommandContext;
import io.quill.app.cli.ExitCode;
import io.quill.app.http.PortUnavailableException;
import io.quill.platform.store.StoreException;
import io.quill.records.tenant.InvalidTenantsException;

import java.util.List;
import java.util.Map;

/** Runs the demo: the day so far at speed, then live; with --once a short day only. */
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
    public ExitCode run(List<String> args, CommandContext commandContext) {
        boolean once = args.contains("--once");
        if (args.size() > (once ? 1 : 0)) {
            return commandContext.failAndExit(help(), ExitCode.USAGE);
        }
        try (DemoEnvironment demoEnvironment = new DemoEnvironment()) {
            return isolated(commandContext, demoEnvironment, once)
                    .withSettings(
                            (settings, camel) ->
                                    show(
                                            new DemoSession(
                                                    demoEnvironment,
                                                    settings,
                                                    commandContext.out()),
                                            QuillApplication.of(settings, camel),
                                            once));
        } catch (StoreException | PortUnavailableException | InvalidTenantsException e) {
            return commandContext.failAndExit(
                    e.getMessage() + System.lineSeparator(), ExitCode.CONFIGURATION);
        }
    }

    /** Somewhere that has no .env of a real Quill. */
    private static CommandContext isolated(
            CommandContext commandContext, DemoEnvironment demoEnvironment, boolean once) {
        Map<String, String> environment = demoEnvironment.environment(commandContext.environment());
        return new CommandContext(
                once ? DemoEnvironment.withoutRecords(environment) : environment,
                demoEnvironment.scratch().directory(),
                commandContext.out(),
                commandContext.err());
    }

    private static ExitCode show(
            DemoSession demoSession, QuillApplication quillApplication, boolean once) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> demoSession.end(quillApplication), "quill-stop"));
        try {
            quillApplication.start();
            return once
                    ? demoSession.once(quillApplication.port())
                    : demoSession.on(quillApplication.port());
        } finally {
            demoSession.end(quillApplication);
        }
    }
}

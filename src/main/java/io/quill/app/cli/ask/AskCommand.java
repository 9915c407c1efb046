package io.quill.app.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.app.LocalAdminClient;
import io.quill.app.cli.Command;
import io.quill.app.cli.CommandContext;
import io.quill.app.cli.ExitCode;
import io.quill.app.cli.ask.Arguments.Misused;
import io.quill.operate.client.AdminAnswer;
import io.quill.operate.client.AdminApiClient;
import io.quill.operate.client.AdminQuestion;
import io.quill.operate.client.HttpAdminClient;
import io.quill.operate.client.UnreachableException;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.StoreException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends a request to a running Quill, or to the store where none runs, and prints the answer. */
final class AskCommand implements Command {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String COMMON =
            """
              --json          the answer as it came, for machines
              --help          says this
            """;

    private final AskCommandSpec askCommandSpec;

    AskCommand(AskCommandSpec askCommandSpec) {
        this.askCommandSpec = askCommandSpec;
    }

    @Override
    public String verb() {
        return askCommandSpec.name();
    }

    @Override
    public String summary() {
        return askCommandSpec.summary();
    }

    @Override
    public String help() {
        return askCommandSpec.usage() + COMMON;
    }

    @Override
    public ExitCode run(List<String> args, CommandContext commandContext) {
        try {
            Set<String> flags = new HashSet<>(askCommandSpec.flags());
            flags.add("json");
            Arguments arguments = Arguments.of(args, flags, askCommandSpec.valued());
            boolean json = arguments.options().remove("json") != null;
            AdminQuestion adminQuestion =
                    askCommandSpec.asks().of(arguments, commandContext.directory());
            return commandContext.withSettings(
                    (settings, _) -> answered(settings, adminQuestion, json, commandContext));
        } catch (Misused e) {
            return commandContext.failAndExit(e.getMessage() + "\n" + help(), ExitCode.USAGE);
        }
    }

    private ExitCode answered(
            Settings settings,
            AdminQuestion adminQuestion,
            boolean json,
            CommandContext commandContext) {
        try (AdminApiClient adminApiClient = operator(settings, commandContext)) {
            AdminAnswer adminAnswer =
                    new RunWaiter(
                                    adminApiClient,
                                    AskCommand::pause,
                                    words -> tell(words, commandContext))
                            .ask(adminQuestion);
            return show(adminAnswer, json, commandContext);
        } catch (UnreachableException e) {
            return commandContext.failAndExit(e.getMessage() + "\n", ExitCode.CONFIGURATION);
        } catch (StoreException e) {
            return commandContext.failAndExit(e.getMessage() + "\n", ExitCode.CONFIGURATION);
        }
    }

    /** Beside the answer, so that this can be passed on alone. */
    private static void tell(String progress, CommandContext commandContext) {
        commandContext.failAndExit(TextRenderer.sanitize(progress) + "\n", ExitCode.FINE);
    }

    private static AdminApiClient operator(Settings settings, CommandContext commandContext) {
        Optional<HttpAdminClient> running = HttpAdminClient.find(settings, InstantSource.system());
        return running.isPresent()
                ? running.get()
                : LocalAdminClient.open(settings, who(commandContext) + " at the command line");
    }

    private static String who(CommandContext commandContext) {
        return Optional.ofNullable(commandContext.environment().get("USER"))
                .or(() -> Optional.ofNullable(commandContext.environment().get("LOGNAME")))
                .orElse("somebody");
    }

    private ExitCode show(AdminAnswer adminAnswer, boolean json, CommandContext commandContext) {
        ExitCode exitCode = adminAnswer.isFine() ? ExitCode.FINE : ExitCode.FAILED;
        if (json || !adminAnswer.isJson()) {
            String text = adminAnswer.text();
            return commandContext.printAndExit(
                    text.endsWith("\n") || text.isEmpty() ? text : text + "\n", exitCode);
        }
        JsonNode body = AnswerJson.read(adminAnswer);
        return adminAnswer.isFine()
                ? commandContext.printAndExit(askCommandSpec.reads().text(body), exitCode)
                : commandContext.failAndExit(TextRenderer.problem(body), exitCode);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

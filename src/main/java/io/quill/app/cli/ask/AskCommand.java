package io.quill.app.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.app.Workshop;
import io.quill.app.cli.Command;
import io.quill.app.cli.Exit;
import io.quill.app.cli.Terminal;
import io.quill.app.cli.ask.Arguments.Misused;
import io.quill.operate.client.Answer;
import io.quill.operate.client.Operator;
import io.quill.operate.client.OverHttp;
import io.quill.operate.client.Question;
import io.quill.operate.client.Unreachable;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.StoreException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the Quill that runs, or the store where none does, and shows what is answered. */
final class AskCommand implements Command {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String COMMON =
            """
              --json          the answer as it came, for machines
              --help          says this
            """;

    private final Verb verb;

    AskCommand(Verb verb) {
        this.verb = verb;
    }

    @Override
    public String verb() {
        return verb.name();
    }

    @Override
    public String summary() {
        return verb.summary();
    }

    @Override
    public String help() {
        return verb.usage() + COMMON;
    }

    @Override
    public Exit run(List<String> args, Terminal terminal) {
        try {
            Set<String> flags = new HashSet<>(verb.flags());
            flags.add("json");
            Arguments arguments = Arguments.of(args, flags, verb.valued());
            boolean json = arguments.options().remove("json") != null;
            Question question = verb.asks().of(arguments, terminal.directory());
            return terminal.withSettings(
                    (settings, _) -> answered(settings, question, json, terminal));
        } catch (Misused e) {
            return terminal.complain(e.getMessage() + "\n" + help(), Exit.USAGE);
        }
    }

    private Exit answered(Settings settings, Question question, boolean json, Terminal terminal) {
        try (Operator operator = operator(settings, terminal)) {
            Answer answer =
                    new Patient(operator, AskCommand::pause, words -> tell(words, terminal))
                            .ask(question);
            return show(answer, json, terminal);
        } catch (Unreachable e) {
            return terminal.complain(e.getMessage() + "\n", Exit.CONFIGURATION);
        } catch (StoreException e) {
            return terminal.complain(e.getMessage() + "\n", Exit.CONFIGURATION);
        }
    }

    /** Beside the answer, so that this can be passed on alone. */
    private static void tell(String progress, Terminal terminal) {
        terminal.complain(Lines.harmless(progress) + "\n", Exit.FINE);
    }

    private static Operator operator(Settings settings, Terminal terminal) {
        Optional<OverHttp> running = OverHttp.find(settings, InstantSource.system());
        return running.isPresent()
                ? running.get()
                : Workshop.open(settings, who(terminal) + " at the command line");
    }

    private static String who(Terminal terminal) {
        return Optional.ofNullable(terminal.environment().get("USER"))
                .or(() -> Optional.ofNullable(terminal.environment().get("LOGNAME")))
                .orElse("somebody");
    }

    private Exit show(Answer answer, boolean json, Terminal terminal) {
        Exit exit = answer.isFine() ? Exit.FINE : Exit.FAILED;
        if (json || !answer.isJson()) {
            String text = answer.text();
            return terminal.say(text.endsWith("\n") || text.isEmpty() ? text : text + "\n", exit);
        }
        JsonNode body = Json.read(answer);
        return answer.isFine()
                ? terminal.say(verb.reads().text(body), exit)
                : terminal.complain(Lines.problem(body), exit);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

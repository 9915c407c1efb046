package io.quill;

import io.quill.app.cli.CheckCommand;
import io.quill.app.cli.Command;
import io.quill.app.cli.CommandContext;
import io.quill.app.cli.ExitCode;
import io.quill.app.cli.ImportCommand;
import io.quill.app.cli.InspectCommand;
import io.quill.app.cli.ProvisionCommand;
import io.quill.app.cli.PullCommand;
import io.quill.app.cli.ReplayCommand;
import io.quill.app.cli.RunCommand;
import io.quill.app.cli.ask.AskCommands;
import io.quill.app.demo.DemoCommand;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line: a verb is a line here, and a word in the launcher. */
public final class Quill {
    private static final List<Command> COMMANDS =
            Stream.concat(
                            Stream.of(
                                    new RunCommand(),
                                    new DemoCommand(),
                                    new CheckCommand(),
                                    new ProvisionCommand(),
                                    new ReplayCommand(),
                                    new PullCommand(),
                                    new InspectCommand(),
                                    new ImportCommand()),
                            AskCommands.all().stream())
                    .toList();

    private static final Set<String> HELP = Set.of("--help", "-h");

    private final CommandContext commandContext;

    public Quill(
            Map<String, String> environment, Path directory, PrintStream out, PrintStream err) {
        this.commandContext = new CommandContext(environment, directory, out, err);
    }

    public static void main(String[] args) {
        Quill quill = new Quill(System.getenv(), Path.of(""), System.out, System.err);
        ExitCode exitCode = quill.command(List.of(args));
        if (exitCode != ExitCode.FINE) {
            System.exit(exitCode.status());
        }
    }

    public ExitCode command(List<String> args) {
        String verb = args.isEmpty() ? "help" : args.getFirst();
        if (HELP.contains(verb) || verb.equals("help")) {
            return commandContext.printAndExit(help(), ExitCode.FINE);
        }
        return COMMANDS.stream()
                .filter(command -> command.verb().equals(verb))
                .findFirst()
                .map(command -> run(command, args.subList(1, args.size())))
                .orElseGet(
                        () ->
                                commandContext.failAndExit(
                                        "There is no such command.\n" + help(), ExitCode.USAGE));
    }

    private ExitCode run(Command command, List<String> args) {
        return Collections.disjoint(args, HELP)
                ? command.run(args, commandContext)
                : commandContext.printAndExit(command.help(), ExitCode.FINE);
    }

    private static String help() {
        return COMMANDS.stream()
                .map(command -> "quill %-10s %s%n".formatted(command.verb(), command.summary()))
                .collect(Collectors.joining());
    }
}

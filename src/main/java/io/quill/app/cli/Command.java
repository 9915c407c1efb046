package io.quill.app.cli;

import java.util.List;

/** Command of the command line. */
public interface Command {
    String verb();

    /** Returns a line for the help. */
    String summary();

    /** Returns the usage, shown for --help and after wrong arguments. */
    String help();

    ExitCode run(List<String> args, CommandContext commandContext);
}

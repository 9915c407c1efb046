package io.quill.app.cli;

import java.util.List;

/** Command of the command line. */
public interface Command {
    String verb();

    /** What it does, in a line for the help. */
    String summary();

    /** How it is used, for whoever asks with --help or uses it wrongly. */
    String help();

    ExitCode run(List<String> args, CommandContext commandContext);
}

package io.quill.command;

import java.util.List;

/** A verb of the command line. */
public interface Command {
    String verb();

    /** What it does, in a line for the help. */
    String summary();

    Exit run(List<String> args, Terminal terminal);
}

package io.quill.app.cli;

/** Exit code of a command. */
public enum ExitCode {
    FINE(0),
    FAILED(1),
    /** The command was given wrongly. */
    USAGE(64),
    /** The settings, or what they name, do not allow it. */
    CONFIGURATION(78);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}

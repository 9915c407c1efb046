package io.quill.app.cli;

/** How a command went, as the shell is told. */
public enum Exit {
    FINE(0),
    FAILED(1),
    /** The command was given wrongly. */
    USAGE(64),
    /** The settings, or what they name, do not allow it. */
    CONFIGURATION(78);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}

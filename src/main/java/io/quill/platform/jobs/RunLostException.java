package io.quill.platform.jobs;

/**
 * Loss of a run: another process took its job over because it was silent for too long. The run must
 * stop.
 */
public final class RunLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunLostException(String id) {
        super("The run " + id + " fell silent for too long, and another may have taken its job");
    }
}

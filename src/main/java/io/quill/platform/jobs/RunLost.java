package io.quill.platform.jobs;

/** Another took this job over, because this run fell silent for too long; it must stop. */
public final class RunLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunLost(String id) {
        super("The run " + id + " fell silent for too long, and another may have taken its job");
    }
}

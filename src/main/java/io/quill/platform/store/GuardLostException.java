package io.quill.platform.store;

/** Loss of a guard to another holder; whoever wrote under it must stop. */
public final class GuardLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GuardLostException(Guard guard) {
        super(
                "Writing was stopped: "
                        + guard.key().pk()
                        + " is no longer at number "
                        + guard.number());
    }
}

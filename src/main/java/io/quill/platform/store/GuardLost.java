package io.quill.platform.store;

/** Somebody else holds what the guard stood for; whoever wrote under it must stop. */
public final class GuardLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GuardLost(Guard guard) {
        super(
                "Writing was stopped: "
                        + guard.key().pk()
                        + " is no longer at number "
                        + guard.number());
    }
}

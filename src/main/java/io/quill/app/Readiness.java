package io.quill.app;

import io.quill.platform.store.StoreException;

import java.util.Optional;
import java.util.function.Supplier;

/** Readiness of the process: it listens, and events can be held. */
final class Readiness {
    private final Supplier<Optional<StoreException>> unwritable;
    private volatile boolean listening;

    Readiness(Supplier<Optional<StoreException>> unwritable) {
        this.unwritable = unwritable;
    }

    void listening(boolean now) {
        listening = now;
    }

    /** Returns why the process is not ready and what to do about it. */
    Optional<String> obstacle() {
        return listening
                ? unwritable.get().map(Readiness::words)
                : Optional.of("Quill starts or stops.");
    }

    private static String words(StoreException fault) {
        return fault.getMessage() + ". Deliveries are answered 503 until " + until(fault) + ".";
    }

    private static String until(StoreException fault) {
        return switch (fault.reason()) {
            case FULL -> "space is free";
            case UNAVAILABLE, TOO_LARGE, IN_USE ->
                    "the disk takes writes again; look at it and at the system's log";
            case MISCONFIGURED -> "the user that runs Quill may write to it and to DATA_DIR";
            case DAMAGED -> "it is back; if it is lost, stop Quill and restore a backup";
        };
    }
}

package io.quill.events.source.aloware;

import io.quill.events.source.aloware.Progress.Ended;
import io.quill.events.source.aloware.Progress.Unsaid;

import java.util.Locale;
import java.util.Optional;

/** How a communication ended. */
enum Ending {
    COMPLETED,
    MISSED,
    ABANDONED,
    FAILED,
    INVALID,
    DEAD_END,
    VOICEMAIL,
    SENT,
    DELIVERED,
    UNDELIVERED,
    RECEIVED,
    UNKNOWN;

    /** Empty while the call goes on: the disposition says more than the state it is in. */
    static Optional<Ending> ofCall(Communication call) {
        Progress disposition = Progress.ofDisposition(call.body());
        Progress current = Progress.ofCurrent(call.body());
        if (disposition instanceof Ended(Ending ending)) {
            return Optional.of(ending);
        }
        if (current instanceof Ended(Ending ending)) {
            return Optional.of(ending);
        }
        boolean unsaid = disposition instanceof Unsaid && current instanceof Unsaid;
        return unsaid && Progress.ofEvent(call.event()) instanceof Ended(Ending ending)
                ? Optional.of(ending)
                : Optional.empty();
    }

    /**
     * Empty while the text is on its way. A text comes in one delivery, so one that says nothing of
     * its state is counted rather than lost.
     */
    static Optional<Ending> ofText(Communication text) {
        Progress disposition = Progress.ofDisposition(text.body());
        Progress current = Progress.ofCurrent(text.body());
        if (disposition instanceof Ended(Ending ending) && ending.isRefusal()) {
            return Optional.of(ending);
        }
        if (current instanceof Ended(Ending ending)) {
            return Optional.of(ending);
        }
        if (disposition instanceof Ended(Ending ending)) {
            return Optional.of(ending);
        }
        boolean unsaid = disposition instanceof Unsaid && current instanceof Unsaid;
        return unsaid ? Optional.of(ofTextNamed(text.event())) : Optional.empty();
    }

    private static Ending ofTextNamed(String event) {
        return Progress.ofEvent(event) instanceof Ended(Ending ending) ? ending : UNKNOWN;
    }

    private boolean isRefusal() {
        return this == FAILED || this == INVALID;
    }

    /** As it stands in the table. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

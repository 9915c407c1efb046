package io.quill.events.source.aloware;

import io.quill.events.source.aloware.CommunicationProgress.Ended;
import io.quill.events.source.aloware.CommunicationProgress.Unsaid;

import java.util.Locale;
import java.util.Optional;

/** Outcome of a communication. */
enum CommunicationOutcome {
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

    /**
     * Returns the outcome of a call, empty while it goes on; the disposition counts before the
     * current status.
     */
    static Optional<CommunicationOutcome> ofCall(Communication call) {
        CommunicationProgress disposition = CommunicationProgress.ofDisposition(call.body());
        CommunicationProgress current = CommunicationProgress.ofCurrent(call.body());
        if (disposition instanceof Ended(CommunicationOutcome communicationOutcome)) {
            return Optional.of(communicationOutcome);
        }
        if (current instanceof Ended(CommunicationOutcome communicationOutcome)) {
            return Optional.of(communicationOutcome);
        }
        boolean unsaid = disposition instanceof Unsaid && current instanceof Unsaid;
        return unsaid
                        && CommunicationProgress.ofEvent(call.event())
                                instanceof Ended(CommunicationOutcome communicationOutcome)
                ? Optional.of(communicationOutcome)
                : Optional.empty();
    }

    /**
     * Returns the outcome of a text, empty while it is on its way. Without a status it counts,
     * since a text comes in one delivery.
     */
    static Optional<CommunicationOutcome> ofText(Communication text) {
        CommunicationProgress disposition = CommunicationProgress.ofDisposition(text.body());
        CommunicationProgress current = CommunicationProgress.ofCurrent(text.body());
        if (disposition instanceof Ended(CommunicationOutcome communicationOutcome)
                && communicationOutcome.isRefusal()) {
            return Optional.of(communicationOutcome);
        }
        if (current instanceof Ended(CommunicationOutcome communicationOutcome)) {
            return Optional.of(communicationOutcome);
        }
        if (disposition instanceof Ended(CommunicationOutcome communicationOutcome)) {
            return Optional.of(communicationOutcome);
        }
        boolean unsaid = disposition instanceof Unsaid && current instanceof Unsaid;
        return unsaid ? Optional.of(ofTextNamed(text.event())) : Optional.empty();
    }

    private static CommunicationOutcome ofTextNamed(String event) {
        return CommunicationProgress.ofEvent(event)
                        instanceof Ended(CommunicationOutcome communicationOutcome)
                ? communicationOutcome
                : UNKNOWN;
    }

    private boolean isRefusal() {
        return this == FAILED || this == INVALID;
    }

    /** Returns the name in the table. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.quill.events.source.aloware;

import io.quill.events.source.JsonObject;

import java.util.Locale;
import java.util.Optional;

/** Progress of a communication, as one field tells it. */
sealed interface CommunicationProgress {
    record Ended(CommunicationOutcome ending) implements CommunicationProgress {}

    record Running() implements CommunicationProgress {}

    record Unsaid() implements CommunicationProgress {}

    /**
     * Reads the disposition: its code first, then its word, since some deliveries have only one of
     * them.
     */
    static CommunicationProgress ofDisposition(JsonObject body) {
        return strongest(
                body.code("disposition_status2").map(CommunicationProgress::disposition),
                body.code("disposition_status").map(CommunicationProgress::disposition));
    }

    static CommunicationProgress ofCurrent(JsonObject body) {
        return strongest(
                body.code("current_status2").map(CommunicationProgress::current),
                body.code("current_status").map(CommunicationProgress::current));
    }

    /** Returns the one that has ended, if there is one, since an end is never taken back. */
    private static CommunicationProgress strongest(
            Optional<CommunicationProgress> code, Optional<CommunicationProgress> word) {
        CommunicationProgress first = code.orElseGet(Unsaid::new);
        CommunicationProgress second = word.orElseGet(Unsaid::new);
        return switch (first) {
            case Ended _ -> first;
            case Running _ -> second instanceof Ended ? second : first;
            case Unsaid _ -> second;
        };
    }

    private static CommunicationProgress disposition(String text) {
        return switch (normalize(text)) {
            case "0", "-1" -> new Unsaid();
            case "1", "8", "in-progress", "placed" -> new Running();
            case "2", "abandoned", "canceled", "cancelled" ->
                    new Ended(CommunicationOutcome.ABANDONED);
            case "3", "missed", "no-answer" -> new Ended(CommunicationOutcome.MISSED);
            case "4", "completed" -> new Ended(CommunicationOutcome.COMPLETED);
            case "5", "failed" -> new Ended(CommunicationOutcome.FAILED);
            case "6", "dead-end", "deadend" -> new Ended(CommunicationOutcome.DEAD_END);
            case "7", "invalid" -> new Ended(CommunicationOutcome.INVALID);
            case "12", "13", "voicemail" -> new Ended(CommunicationOutcome.VOICEMAIL);
            default -> new Ended(CommunicationOutcome.UNKNOWN);
        };
    }

    private static CommunicationProgress current(String text) {
        return switch (normalize(text)) {
            case "0", "-1" -> new Unsaid();
            case "9", "completed" -> new Ended(CommunicationOutcome.COMPLETED);
            case "11", "received" -> new Ended(CommunicationOutcome.RECEIVED);
            case "12", "sent" -> new Ended(CommunicationOutcome.SENT);
            case "13", "delivered" -> new Ended(CommunicationOutcome.DELIVERED);
            case "18", "undelivered" -> new Ended(CommunicationOutcome.UNDELIVERED);
            case "19", "failed" -> new Ended(CommunicationOutcome.FAILED);
            default -> new Running();
        };
    }

    /** Reads the event's name, where nothing else says more. */
    static CommunicationProgress ofEvent(String event) {
        String name = normalize(event);
        if (name.isEmpty()) {
            return new Unsaid();
        }
        int disposition = name.indexOf("-disposition");
        if (disposition >= 0) {
            return disposition(name.substring(disposition + "-disposition".length()));
        }
        boolean afterTheEnd =
                name.contains("disposed")
                        || name.contains("recording")
                        || name.contains("voicemail")
                        || name.contains("transcription");
        return afterTheEnd ? new Ended(CommunicationOutcome.UNKNOWN) : new Running();
    }

    private static String normalize(String text) {
        return text.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    }
}

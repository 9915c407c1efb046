package io.quill.events.source.aloware;

import io.quill.events.source.JsonObject;

import java.util.Locale;
import java.util.Optional;

/** How far a communication has come, by what one field says. */
sealed interface Progress {
    record Ended(Ending ending) implements Progress {}

    record Running() implements Progress {}

    record Unsaid() implements Progress {}

    /** The code decides; its word, which some deliveries lack and some alone have, comes second. */
    static Progress ofDisposition(JsonObject body) {
        return strongest(
                body.code("disposition_status2").map(Progress::disposition),
                body.code("disposition_status").map(Progress::disposition));
    }

    static Progress ofCurrent(JsonObject body) {
        return strongest(
                body.code("current_status2").map(Progress::current),
                body.code("current_status").map(Progress::current));
    }

    /** One that says it has ended is believed: an end is never taken back. */
    private static Progress strongest(Optional<Progress> code, Optional<Progress> word) {
        Progress first = code.orElseGet(Unsaid::new);
        Progress second = word.orElseGet(Unsaid::new);
        return switch (first) {
            case Ended _ -> first;
            case Running _ -> second instanceof Ended ? second : first;
            case Unsaid _ -> second;
        };
    }

    private static Progress disposition(String text) {
        return switch (plain(text)) {
            case "0", "-1" -> new Unsaid();
            case "1", "8", "in-progress", "placed" -> new Running();
            case "2", "abandoned", "canceled", "cancelled" -> new Ended(Ending.ABANDONED);
            case "3", "missed", "no-answer" -> new Ended(Ending.MISSED);
            case "4", "completed" -> new Ended(Ending.COMPLETED);
            case "5", "failed" -> new Ended(Ending.FAILED);
            case "6", "dead-end", "deadend" -> new Ended(Ending.DEAD_END);
            case "7", "invalid" -> new Ended(Ending.INVALID);
            case "12", "13", "voicemail" -> new Ended(Ending.VOICEMAIL);
            default -> new Ended(Ending.UNKNOWN);
        };
    }

    private static Progress current(String text) {
        return switch (plain(text)) {
            case "0", "-1" -> new Unsaid();
            case "9", "completed" -> new Ended(Ending.COMPLETED);
            case "11", "received" -> new Ended(Ending.RECEIVED);
            case "12", "sent" -> new Ended(Ending.SENT);
            case "13", "delivered" -> new Ended(Ending.DELIVERED);
            case "18", "undelivered" -> new Ended(Ending.UNDELIVERED);
            case "19", "failed" -> new Ended(Ending.FAILED);
            default -> new Running();
        };
    }

    /** What the delivery's name says, for want of anything better. */
    static Progress ofEvent(String event) {
        String name = plain(event);
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
        return afterTheEnd ? new Ended(Ending.UNKNOWN) : new Running();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    }
}

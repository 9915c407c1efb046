package io.quill.events.source.aloware;

import java.util.Locale;

/** Kind of communication; the numbers are Aloware's types. */
enum CommunicationKind {
    CALL,
    TEXT,
    CONFERENCE,
    RINGLESS_VOICEMAIL,
    EMAIL,
    FACEBOOK,
    WHATSAPP,
    FAX,
    NOTE,
    SYSTEM_NOTE,
    APPOINTMENT,
    REMINDER,
    CONTACT,
    TRANSCRIPTION,
    RECORDING,
    UNKNOWN_TYPE,
    UNKNOWN_EVENT,
    NOTHING;

    static CommunicationKind ofType(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "1", "call", "phone call" -> CALL;
            case "2", "sms", "text", "mms" -> TEXT;
            case "3", "conference" -> CONFERENCE;
            case "4", "rvm" -> RINGLESS_VOICEMAIL;
            case "5", "email" -> EMAIL;
            case "6", "facebook" -> FACEBOOK;
            case "7", "whatsapp" -> WHATSAPP;
            case "8", "fax" -> FAX;
            case "10", "note" -> NOTE;
            case "11", "sysnote" -> SYSTEM_NOTE;
            case "12", "appointment" -> APPOINTMENT;
            case "13", "reminder" -> REMINDER;
            default -> UNKNOWN_TYPE;
        };
    }

    /** Returns the kind by the event's name, which is used only when there is no type. */
    static CommunicationKind ofEvent(String event) {
        return switch (event.toLowerCase(Locale.ROOT)) {
            case "" -> NOTHING;
            case String name when name.startsWith("contact") -> CONTACT;
            case String name when name.startsWith("transcription") -> TRANSCRIPTION;
            case String name when name.contains("appointment") -> APPOINTMENT;
            case String name when name.contains("sms") || name.contains("text") -> TEXT;
            case String name when name.contains("call") -> CALL;
            case String name when name.contains("recording") || name.contains("voicemail") ->
                    RECORDING;
            case String _ -> UNKNOWN_EVENT;
        };
    }

    /** Returns the name as a label of metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

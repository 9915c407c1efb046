package io.quill.event;

/** The ledger key of an event: its source in capitals, a colon, and what identifies it there. */
public record EventKey(String value) {
    public EventKey {
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1) {
            throw new IllegalArgumentException("An event key reads SOURCE:id, not '" + value + "'");
        }
    }

    public static EventKey of(String source, String... parts) {
        return new EventKey(source + ":" + String.join(":", parts));
    }

    public String source() {
        return value.substring(0, value.indexOf(':'));
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.quill.sandbox.aloware;

/** User, as GET /users returns it. */
public record StandInUser(long id, String name, String email, Status status) {
    /** Activity of an agent, by its number on the wire. */
    public enum Status {
        OFFLINE(0, "Offline"),
        AVAILABLE(1, "Available"),
        BUSY(2, "Busy"),
        ON_BREAK(3, "On Break"),
        ON_CALL(4, "On Call"),
        WRAP_UP(5, "Wrap-up"),
        RINGING(6, "Ringing");

        final int number;
        final String words;

        Status(int number, String words) {
            this.number = number;
            this.words = words;
        }
    }
}

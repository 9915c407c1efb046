package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Bytes to send on a connection of their own.
 *
 * @param kind which generator made it, and of what; findings are gathered by it
 * @param mostAnswers more answers than this mean that bytes of a body were read as a request
 */
record FuzzCase(String kind, byte[] bytes, Demand demand, int mostAnswers) {
    /** The answer that HTTP demands. */
    enum Demand {
        /** A whole request: it is answered. */
        ANSWER,
        /** The server may as well close the connection. */
        ANSWER_OR_CLOSE,
        /** A request that is not over yet: there is nothing to wait for. */
        NOTHING,
        /** An answer without an end: its head is enough. */
        HEAD_ONLY
    }

    private static final int MOST_SHOWN = 4_000;

    static FuzzCase whole(String kind, byte[] bytes) {
        return new FuzzCase(kind, bytes, Demand.ANSWER, 1);
    }

    static FuzzCase broken(String kind, byte[] bytes, int mostAnswers) {
        boolean hasHead = new String(bytes, ISO_8859_1).contains("\r\n\r\n");
        return new FuzzCase(
                kind, bytes, hasHead ? Demand.ANSWER_OR_CLOSE : Demand.NOTHING, mostAnswers);
    }

    /** Whether a server may have to wait for the rest of it: only where its framing is odd. */
    boolean mayBeWaitedFor() {
        return kind.startsWith("http ");
    }

    /** The request as {@code printf} and {@code nc} can repeat it. */
    String printable() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length && text.length() < MOST_SHOWN; i++) {
            text.append(printable(bytes[i]));
        }
        return text.length() < MOST_SHOWN ? text.toString() : text + "… " + bytes.length + " bytes";
    }

    private static String printable(byte each) {
        return switch (each) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\\' -> "\\\\";
            default ->
                    each >= ' ' && each < 127
                            ? new String(new byte[] {each}, ISO_8859_1)
                            : "\\x%02x".formatted(each);
        };
    }
}

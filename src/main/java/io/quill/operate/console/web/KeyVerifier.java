package io.quill.operate.console.web;

import java.time.Duration;

/** Verifies the keys that people sign in with. */
public interface KeyVerifier {
    Verdict verify(String key, ConsoleRequest consoleRequest);

    /** Returns whether a caller at this address may see anything at all. */
    boolean isAddressAllowed(ConsoleRequest consoleRequest);

    /** Returns whether somebody who signed in under a name may still be there. */
    boolean isStillValid(String name);

    /** Result of an attempt to sign in. */
    sealed interface Verdict {
        record Opens(String name) implements Verdict {}

        record Refused() implements Verdict {}

        /** Too many attempts failed from there. */
        record TooOften(Duration pause) implements Verdict {}

        /** Whoever asks is at an address that may not. */
        record NotFromThere() implements Verdict {}
    }
}

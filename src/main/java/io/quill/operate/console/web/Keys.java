package io.quill.operate.console.web;

import java.time.Duration;

/** Says what a key is worth that somebody signs in with. */
public interface Keys {
    Verdict of(String key, Ask ask);

    /** Whether somebody at the address that asks may see anything at all. */
    boolean reach(Ask ask);

    /** Whether somebody who signed in under a name may still be there. */
    boolean stillOpens(String name);

    /** What comes of an attempt to sign in. */
    sealed interface Verdict {
        record Opens(String name) implements Verdict {}

        record Refused() implements Verdict {}

        /** Too many attempts failed from there. */
        record TooOften(Duration pause) implements Verdict {}

        /** Whoever asks is at an address that may not. */
        record NotFromThere() implements Verdict {}
    }
}

package io.quill.operate.access;

import java.util.Locale;

/** Why somebody was not let in, and the status that says no more than it must. */
public enum Refusal {
    ADDRESS_NOT_ALLOWED(403),
    TOO_MANY_FAILURES(429),
    NO_CREDENTIAL(401),
    AMBIGUOUS_CREDENTIAL(401),
    WRONG_KEY(401),
    WRONG_SIGNATURE(401),
    NONCE_USED(409),
    NOT_COVERED(401),
    NOTHING_CONFIGURED(401);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** As the audit has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.quill.operate.access;

import java.util.Locale;

/** Reason to deny access, with a status that reveals no more than it must. */
public enum AccessDenial {
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

    AccessDenial(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Word in the audit log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

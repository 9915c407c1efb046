package io.quill.records.schedule;

import io.quill.records.tenant.Account;

import java.util.Locale;

/** One of the steps, in their order. */
public enum Step {
    BRONZE,
    SILVER,
    CORE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What of there is one at a time: core merges all services of a tenant. */
    String concerns(Account account) {
        return switch (this) {
            case BRONZE, SILVER -> account.toString();
            case CORE -> account.tenant();
        };
    }
}

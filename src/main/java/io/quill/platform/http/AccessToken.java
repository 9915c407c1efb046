package io.quill.platform.http;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Credential that may be rotated while it is in use. */
public interface AccessToken {
    String value();

    /** Reads the credential again and returns whether it has changed. */
    boolean refresh();

    static AccessToken of(Supplier<String> value, BooleanSupplier refresh) {
        return new AccessToken() {
            @Override
            public String value() {
                return value.get();
            }

            @Override
            public boolean refresh() {
                return refresh.getAsBoolean();
            }
        };
    }
}

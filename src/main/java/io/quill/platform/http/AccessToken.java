package io.quill.platform.http;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A credential that may be rotated while it is in use. */
public interface AccessToken {
    String value();

    /** Reads it again where it is kept, and says whether it is another one now. */
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

package io.quill.platform.settings;

import io.quill.platform.settings.Form.Unfit;

import java.util.Locale;
import java.util.Optional;

/** Variables that a tenant's accounts name: each as itself or as a file, like any setting. */
public final class Credentials {
    private final Values values;

    Credentials(Values values) {
        this.values = values;
    }

    /** Whether a variable is set that may be one of the service's. */
    public boolean speakOf(String service) {
        return values.isAnySet(service.toUpperCase(Locale.ROOT).replace('-', '_') + "_");
    }

    /** An {@link IllegalArgumentException} says why one that is set cannot be read. */
    public Optional<Secret> find(String variable) {
        try {
            return values.variable(variable);
        } catch (Unfit unfit) {
            throw new IllegalArgumentException(variable + " " + unfit.what(), unfit);
        }
    }
}

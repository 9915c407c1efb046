package io.quill.platform.settings;

import io.quill.platform.settings.SettingFormat.Unfit;

import java.util.Locale;
import java.util.Optional;

/** Variables that a tenants file names, each set as itself or as a file. */
public final class CredentialVariables {
    private final SettingsReader settingsReader;

    CredentialVariables(SettingsReader settingsReader) {
        this.settingsReader = settingsReader;
    }

    /** Returns whether any variable of a service is set. */
    public boolean hasAny(String service) {
        return settingsReader.isAnySet(service.toUpperCase(Locale.ROOT).replace('-', '_') + "_");
    }

    /**
     * Returns the value of a variable; throws IllegalArgumentException when it is set and cannot be
     * read.
     */
    public Optional<Secret> find(String variable) {
        try {
            return settingsReader.variable(variable);
        } catch (Unfit unfit) {
            throw new IllegalArgumentException(variable + " " + unfit.what(), unfit);
        }
    }
}

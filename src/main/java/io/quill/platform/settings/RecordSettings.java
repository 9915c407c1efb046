package io.quill.platform.settings;

import io.quill.platform.file.SmallFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings of record sources: tenants and connectors.
 *
 * @param tenants a file of tenants and their accounts
 * @param tenant what the only one is called where there is no such file
 * @param connectors a directory of connectors beside those that come with Quill
 */
public record RecordSettings(
        Optional<Path> tenants,
        String tenant,
        Optional<Path> connectors,
        CredentialVariables credentials) {
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

    static RecordSettings read(SettingsReader settingsReader) {
        return new RecordSettings(
                settingsReader.optional(
                        "records.tenants", SettingFormats.path().withExample("tenants.yaml")),
                settingsReader.value("records.tenant", tenantName()),
                settingsReader.optional(
                        "records.connectors", SettingFormats.path().withExample("connectors")),
                new CredentialVariables(settingsReader));
    }

    /** Format of the tenant's name, which becomes part of paths and table names. */
    private static SettingFormat<String> tenantName() {
        return new SettingFormat<>(
                "main",
                text -> {
                    if (!TENANT.matcher(text).matches()) {
                        throw new SettingFormat.Unfit("is no name: a-z, 0-9, '_' and '-'");
                    }
                    return text;
                });
    }

    /** The variables that the file of tenants names, and that are settings for that reason. */
    Set<String> variables() {
        return tenants.map(RecordSettings::variables).orElse(Set.of());
    }

    private static Set<String> variables(Path file) {
        try {
            return VARIABLE.matcher(SmallFile.text(file))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException _) {
            return Set.of(); // whoever reads the tenants says so
        }
    }
}

package io.quill.platform.settings;

import io.quill.platform.file.SmallFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whose records are read, and where it says how.
 *
 * @param tenants a file of tenants and their accounts
 * @param tenant what the only one is called where there is no such file
 * @param connectors a directory of connectors beside those that come with Quill
 */
public record Records(
        Optional<Path> tenants, String tenant, Optional<Path> connectors, Credentials credentials) {
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

    static Records read(Values values) {
        return new Records(
                values.optional("records.tenants", Forms.path().like("tenants.yaml")),
                values.value("records.tenant", tenantName()),
                values.optional("records.connectors", Forms.path().like("connectors")),
                new Credentials(values));
    }

    /** It becomes part of paths and of the names of tables. */
    private static Form<String> tenantName() {
        return new Form<>(
                "main",
                text -> {
                    if (!TENANT.matcher(text).matches()) {
                        throw new Form.Unfit("is no name: a-z, 0-9, '_' and '-'");
                    }
                    return text;
                });
    }

    /** The variables that the file of tenants names, and that are settings for that reason. */
    Set<String> mentioned() {
        return tenants.map(Records::mentioned).orElse(Set.of());
    }

    private static Set<String> mentioned(Path file) {
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

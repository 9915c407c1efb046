package io.quill.platform.settings;

import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings of Power BI; without a target, rows are held.
 *
 * @param answerTimeout how long an answer is waited for
 */
public record PowerBiSettings(
        Optional<Target> target,
        URI api,
        URI authority,
        Duration answerTimeout,
        Retention retention,
        InDoubt inDoubt) {

    private static final String TENANT = "powerbi.tenant-id";
    private static final String CLIENT = "powerbi.client-id";
    private static final String SECRET = "powerbi.client-secret";
    private static final String CERTIFICATE = "powerbi.client-certificate";
    private static final String PASSWORD = "powerbi.client-certificate-password";
    private static final String IDENTITY = "powerbi.managed-identity";
    private static final String WORKSPACE = "powerbi.workspace-id";
    private static final String DATASET = "powerbi.dataset-id";

    public enum Retention {
        NONE,
        FIFO
    }

    public enum InDoubt {
        RESEND,
        HOLD
    }

    /** The dataset is absent until it has been provisioned. */
    public record Target(Credential credential, String workspaceId, Optional<String> datasetId) {}

    /** Credential of Quill. */
    public sealed interface Credential {
        record ClientSecret(String tenantId, String clientId, Secret secret)
                implements Credential {}

        /** A PKCS#12 file; without a password it is opened with an empty one. */
        record Certificate(String tenantId, String clientId, Path file, Optional<Secret> password)
                implements Credential {}

        /** Absent is the identity of the machine itself. */
        record ManagedIdentity(Optional<String> clientId) implements Credential {}
    }

    static PowerBiSettings read(SettingsReader settingsReader, Mode mode) {
        return new PowerBiSettings(
                target(settingsReader, mode),
                settingsReader.value(
                        "powerbi.api-url",
                        UrlFormats.origin().withExample("https://api.powerbi.com")),
                settingsReader.value(
                        "powerbi.authority",
                        UrlFormats.origin().withExample("https://login.microsoftonline.com")),
                Duration.ofSeconds(
                        settingsReader.value(
                                "powerbi.answer-within",
                                SettingFormats.number(1, 30).withExample("5"))),
                settingsReader.value("powerbi.retention", SettingFormats.oneOf(Retention.class)),
                settingsReader.value("in-doubt", SettingFormats.oneOf(InDoubt.class)));
    }

    private static Optional<Target> target(SettingsReader settingsReader, Mode mode) {
        Optional<String> workspace = settingsReader.optional(WORKSPACE, SettingFormats.name());
        Optional<String> dataset = settingsReader.optional(DATASET, SettingFormats.name());
        Optional<Credential> credential = credential(settingsReader);
        List<String> all = List.of(TENANT, CLIENT, SECRET, CERTIFICATE, IDENTITY, WORKSPACE);
        boolean asked =
                settingsReader.isSet(DATASET) || all.stream().anyMatch(settingsReader::isSet);
        if (!asked) {
            warn(
                    settingsReader,
                    mode,
                    TENANT,
                    "is not set, nor is the rest: events are held, not pushed");
            return Optional.empty();
        }
        needs(settingsReader, WORKSPACE);
        if (!settingsReader.isSet(DATASET)) {
            warn(
                    settingsReader,
                    mode,
                    DATASET,
                    "is not set: it is found by its name, or made at the first push");
        }
        return credential.flatMap(with -> workspace.map(where -> new Target(with, where, dataset)));
    }

    private static Optional<Credential> credential(SettingsReader settingsReader) {
        Optional<String> tenant =
                settingsReader.optional(TENANT, SettingFormats.name().withExample("contoso.com"));
        Optional<String> client = settingsReader.optional(CLIENT, SettingFormats.name());
        Optional<Secret> secret = settingsReader.secret(SECRET, SettingFormats.text());
        Optional<Path> file =
                settingsReader.optional(
                        CERTIFICATE, SettingFormats.path().withExample("/run/quill.pfx"));
        Optional<Secret> password = settingsReader.secret(PASSWORD, SettingFormats.text());
        Optional<String> identity =
                settingsReader.optional(IDENTITY, SettingFormats.name().withExample("system"));
        List<String> chosen =
                Stream.of(SECRET, CERTIFICATE, IDENTITY).filter(settingsReader::isSet).toList();
        if (chosen.size() > 1) {
            settingsReader.fault(
                    chosen.getLast(), "is a second credential: one of the three is needed", "");
        }
        if (settingsReader.isSet(IDENTITY)) {
            return identity.map(PowerBiSettings::managed);
        }
        if (!settingsReader.isSet(CERTIFICATE)) {
            needsAny(settingsReader, SECRET);
        }
        needsAny(settingsReader, TENANT);
        needsAny(settingsReader, CLIENT);
        return tenant.flatMap(
                in -> client.flatMap(as -> credential(in, as, secret, file, password)));
    }

    private static Optional<Credential> credential(
            String tenant,
            String client,
            Optional<Secret> secret,
            Optional<Path> file,
            Optional<Secret> password) {
        Optional<Credential> bySecret =
                secret.map(with -> new Credential.ClientSecret(tenant, client, with));
        return bySecret.or(
                () -> file.map(in -> new Credential.Certificate(tenant, client, in, password)));
    }

    private static Credential managed(String identity) {
        return new Credential.ManagedIdentity(
                Optional.of(identity).filter(id -> !id.equalsIgnoreCase("system")));
    }

    private static void needsAny(SettingsReader settingsReader, String key) {
        if (Stream.of(TENANT, CLIENT, SECRET, CERTIFICATE, WORKSPACE, DATASET)
                .anyMatch(settingsReader::isSet)) {
            needs(settingsReader, key);
        }
    }

    private static void needs(SettingsReader settingsReader, String key) {
        if (!settingsReader.isSet(key)) {
            settingsReader.fault(
                    key, "is not set, but others of POWERBI_ are: it takes all of them", "");
        }
    }

    private static void warn(SettingsReader settingsReader, Mode mode, String key, String what) {
        if (mode == Mode.RUN) {
            settingsReader.warn(key, what);
        }
    }
}

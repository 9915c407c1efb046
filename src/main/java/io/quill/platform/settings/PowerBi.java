package io.quill.platform.settings;

import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where rows are pushed to; without a target they are held.
 *
 * @param patience how long an answer is waited for
 */
public record PowerBi(
        Optional<Target> target,
        URI api,
        URI authority,
        Duration patience,
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

    /** What Quill signs in with. */
    public sealed interface Credential {
        record ClientSecret(String tenantId, String clientId, Secret secret)
                implements Credential {}

        /** A PKCS#12 file; without a password it is opened with an empty one. */
        record Certificate(String tenantId, String clientId, Path file, Optional<Secret> password)
                implements Credential {}

        /** Absent is the identity of the machine itself. */
        record ManagedIdentity(Optional<String> clientId) implements Credential {}
    }

    static PowerBi read(Values values, Mode mode) {
        return new PowerBi(
                target(values, mode),
                values.value("powerbi.api-url", Urls.origin().like("https://api.powerbi.com")),
                values.value(
                        "powerbi.authority",
                        Urls.origin().like("https://login.microsoftonline.com")),
                Duration.ofSeconds(
                        values.value("powerbi.answer-within", Forms.number(1, 30).like("5"))),
                values.value("powerbi.retention", Forms.oneOf(Retention.class)),
                values.value("in-doubt", Forms.oneOf(InDoubt.class)));
    }

    private static Optional<Target> target(Values values, Mode mode) {
        Optional<String> workspace = values.optional(WORKSPACE, Forms.name());
        Optional<String> dataset = values.optional(DATASET, Forms.name());
        Optional<Credential> credential = credential(values);
        List<String> all = List.of(TENANT, CLIENT, SECRET, CERTIFICATE, IDENTITY, WORKSPACE);
        boolean asked = values.isSet(DATASET) || all.stream().anyMatch(values::isSet);
        if (!asked) {
            warn(values, mode, TENANT, "is not set, nor is the rest: events are held, not pushed");
            return Optional.empty();
        }
        needs(values, WORKSPACE);
        if (!values.isSet(DATASET)) {
            warn(
                    values,
                    mode,
                    DATASET,
                    "is not set: it is found by its name, or made at the first push");
        }
        return credential.flatMap(with -> workspace.map(where -> new Target(with, where, dataset)));
    }

    private static Optional<Credential> credential(Values values) {
        Optional<String> tenant = values.optional(TENANT, Forms.name().like("contoso.com"));
        Optional<String> client = values.optional(CLIENT, Forms.name());
        Optional<Secret> secret = values.secret(SECRET, Forms.text());
        Optional<Path> file = values.optional(CERTIFICATE, Forms.path().like("/run/quill.pfx"));
        Optional<Secret> password = values.secret(PASSWORD, Forms.text());
        Optional<String> identity = values.optional(IDENTITY, Forms.name().like("system"));
        List<String> chosen =
                Stream.of(SECRET, CERTIFICATE, IDENTITY).filter(values::isSet).toList();
        if (chosen.size() > 1) {
            values.fault(
                    chosen.getLast(), "is a second credential: one of the three is needed", "");
        }
        if (values.isSet(IDENTITY)) {
            return identity.map(PowerBi::managed);
        }
        if (!values.isSet(CERTIFICATE)) {
            needsAny(values, SECRET);
        }
        needsAny(values, TENANT);
        needsAny(values, CLIENT);
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

    private static void needsAny(Values values, String key) {
        if (Stream.of(TENANT, CLIENT, SECRET, CERTIFICATE, WORKSPACE, DATASET)
                .anyMatch(values::isSet)) {
            needs(values, key);
        }
    }

    private static void needs(Values values, String key) {
        if (!values.isSet(key)) {
            values.fault(key, "is not set, but others of POWERBI_ are: it takes all of them", "");
        }
    }

    private static void warn(Values values, Mode mode, String key, String what) {
        if (mode == Mode.RUN) {
            values.warn(key, what);
        }
    }
}

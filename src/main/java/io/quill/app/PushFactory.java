package io.quill.app;

import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.push.AgentZones;
import io.quill.events.push.DimensionPrerequisites;
import io.quill.events.push.DoubtPolicy;
import io.quill.events.push.Pusher;
import io.quill.events.push.QuotaReader;
import io.quill.events.push.table.PushedTables;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.Sink;
import io.quill.events.sink.powerbi.CamelTransport;
import io.quill.events.sink.powerbi.DatasetSchema;
import io.quill.events.sink.powerbi.DatasetTarget;
import io.quill.events.sink.powerbi.EntraCredential;
import io.quill.events.sink.powerbi.EntraTokenProvider;
import io.quill.events.sink.powerbi.PowerBiSink;
import io.quill.events.sink.powerbi.TokenProvider;
import io.quill.platform.jobs.Lease;
import io.quill.platform.settings.PowerBiSettings.Credential.Certificate;
import io.quill.platform.settings.PowerBiSettings.Credential.ClientSecret;
import io.quill.platform.settings.PowerBiSettings.Credential.ManagedIdentity;
import io.quill.platform.settings.Secret;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.routes.PowerBiRoute;

import org.apache.camel.ProducerTemplate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds the pusher and its collaborators from the settings. */
final class PushFactory {
    /** The right to push, whichever process has it. */
    static final String LEASE = "pusher";

    /** The right to push first, which a rebuild claims. */
    static final String PRECEDENCE = "pusher-first";

    private static final String DATASET_NAME = "Quill";

    /**
     * A dead pusher's follower has to resume within ten seconds, its own look at the lease
     * included.
     */
    private static final Duration TERM = Duration.ofSeconds(6);

    private PushFactory() {}

    static PowerBiRoute route(Settings settings, InstantSource waits) {
        io.quill.platform.settings.PowerBiSettings where = settings.powerBi();
        return new PowerBiRoute(where.api().toString(), where.answerTimeout(), waits);
    }

    static PowerBiSink sink(Settings settings, ProducerTemplate producer) {
        io.quill.platform.settings.PowerBiSettings.Target where =
                settings.powerBi().target().orElseThrow();
        return sink(settings, producer, where.datasetId());
    }

    /**
     * Of a dataset other than the settings name.
     *
     * @param dataset absent to find it by its name
     */
    static PowerBiSink sink(
            Settings settings, ProducerTemplate producer, Optional<String> dataset) {
        io.quill.platform.settings.PowerBiSettings.Target where =
                settings.powerBi().target().orElseThrow();
        DatasetTarget datasetTarget =
                new DatasetTarget(
                        where.workspaceId(),
                        dataset,
                        DATASET_NAME,
                        retention(settings.powerBi().retention()),
                        clientId(where.credential()));
        return new PowerBiSink(
                new CamelTransport(producer, settings.powerBi().api().getAuthority()),
                tokens(settings, where.credential()),
                datasetTarget,
                DatasetSchema.QUILL);
    }

    static Pusher pusher(Services services, Sink sink) {
        Settings settings = services.settings();
        InstantSource clock = services.clock();
        DataStore store = services.store();
        WantedRows wanted = services.wanted();
        Roster roster = services.roster();
        AgentZones zones = agent -> roster.zoneOf(agent).orElse(settings.timezone());
        DimensionPrerequisites dimensions =
                dimensionsFirst(store, wanted, sink, zones, clock, services.waits());
        return new Pusher(
                store,
                services.ledger(),
                new Lease(store, clock, services.waits(), LEASE, TERM),
                new Pusher.Neighbours(
                        sink,
                        roster::admission,
                        dimensions,
                        zones,
                        new Lease(store, clock, services.waits(), PRECEDENCE, TERM)::isTaken),
                inDoubt(settings.powerBi().inDoubt()),
                settings.store().timeToLive(),
                new Pusher.Clocks(clock, services.waits(), services.waits().elapsed()));
    }

    static DimensionPrerequisites dimensionsFirst(
            DataStore store,
            WantedRows wanted,
            Sink sink,
            AgentZones zones,
            InstantSource clock,
            InstantSource waits) {
        return new DimensionPrerequisites(
                wanted,
                zones,
                (dataset, datasetQuota, alongside) ->
                        new PushedTables(
                                store,
                                wanted,
                                sink,
                                datasetQuota,
                                clock,
                                waits,
                                dataset,
                                alongside),
                waits);
    }

    static QuotaReader allowance(Services services) {
        return new QuotaReader(
                services.store(),
                services.clock(),
                retention(services.settings().powerBi().retention()));
    }

    static DoubtPolicy inDoubt(io.quill.platform.settings.PowerBiSettings.InDoubt setting) {
        return switch (setting) {
            case RESEND -> DoubtPolicy.RESEND;
            case HOLD -> DoubtPolicy.HOLD;
        };
    }

    static RetentionPolicy retention(io.quill.platform.settings.PowerBiSettings.Retention setting) {
        return switch (setting) {
            case NONE -> RetentionPolicy.NONE;
            case FIFO -> RetentionPolicy.FIFO;
        };
    }

    private static TokenProvider tokens(
            Settings settings, io.quill.platform.settings.PowerBiSettings.Credential credential) {
        return EntraTokenProvider.of(
                settings.powerBi().authority().toString(),
                tenantId(credential),
                clientId(credential),
                toCredential(credential),
                settings.powerBi().answerTimeout());
    }

    private static EntraCredential toCredential(
            io.quill.platform.settings.PowerBiSettings.Credential credential) {
        return switch (credential) {
            case ClientSecret(_, _, Secret secret) -> new EntraCredential.Secret(rotating(secret));
            case Certificate(_, _, Path file, Optional<Secret> password) ->
                    new EntraCredential.Certificate(
                            file, password.map(PushFactory::rotating).orElse(() -> ""));
            case ManagedIdentity(Optional<String> client) ->
                    new EntraCredential.ManagedIdentity(client);
        };
    }

    /** Returns a supplier that reads the secret anew each time, so that a rotated one is found. */
    private static Supplier<String> rotating(Secret secret) {
        return () -> {
            secret.refresh();
            return secret.value();
        };
    }

    /** Returns the tenant id; blank for a managed identity, which knows its own. */
    private static String tenantId(
            io.quill.platform.settings.PowerBiSettings.Credential credential) {
        return switch (credential) {
            case ClientSecret(String tenant, _, _) -> tenant;
            case Certificate(String tenant, _, _, _) -> tenant;
            case ManagedIdentity _ -> "";
        };
    }

    private static String clientId(
            io.quill.platform.settings.PowerBiSettings.Credential credential) {
        return switch (credential) {
            case ClientSecret(_, String client, _) -> client;
            case Certificate(_, String client, _, _) -> client;
            case ManagedIdentity(Optional<String> client) -> client.orElse("");
        };
    }
}

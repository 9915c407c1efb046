package io.quill.app;

import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.push.AgentZones;
import io.quill.events.push.Allowance;
import io.quill.events.push.DimensionsFirst;
import io.quill.events.push.InDoubt;
import io.quill.events.push.Pusher;
import io.quill.events.push.table.PushedTables;
import io.quill.events.sink.Retention;
import io.quill.events.sink.Sink;
import io.quill.events.sink.powerbi.CamelTransport;
import io.quill.events.sink.powerbi.Credential;
import io.quill.events.sink.powerbi.DatasetSchema;
import io.quill.events.sink.powerbi.EntraTokens;
import io.quill.events.sink.powerbi.PowerBi;
import io.quill.events.sink.powerbi.Target;
import io.quill.events.sink.powerbi.Tokens;
import io.quill.platform.jobs.Lease;
import io.quill.platform.settings.PowerBi.Credential.Certificate;
import io.quill.platform.settings.PowerBi.Credential.ClientSecret;
import io.quill.platform.settings.PowerBi.Credential.ManagedIdentity;
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

/** The way out, put together from the settings. */
final class Pushing {
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

    private Pushing() {}

    static PowerBiRoute route(Settings settings, InstantSource waits) {
        io.quill.platform.settings.PowerBi where = settings.powerBi();
        return new PowerBiRoute(where.api().toString(), where.patience(), waits);
    }

    static PowerBi sink(Settings settings, ProducerTemplate producer) {
        io.quill.platform.settings.PowerBi.Target where = settings.powerBi().target().orElseThrow();
        return sink(settings, producer, where.datasetId());
    }

    /**
     * Of a dataset other than the settings name.
     *
     * @param dataset absent to find it by its name
     */
    static PowerBi sink(Settings settings, ProducerTemplate producer, Optional<String> dataset) {
        io.quill.platform.settings.PowerBi.Target where = settings.powerBi().target().orElseThrow();
        Target target =
                new Target(
                        where.workspaceId(),
                        dataset,
                        DATASET_NAME,
                        retention(settings.powerBi().retention()),
                        clientId(where.credential()));
        return new PowerBi(
                new CamelTransport(producer),
                tokens(settings, where.credential()),
                target,
                DatasetSchema.QUILL);
    }

    static Pusher pusher(Ground ground, Sink sink) {
        Settings settings = ground.settings();
        InstantSource clock = ground.clock();
        DataStore store = ground.store();
        WantedRows wanted = ground.wanted();
        Roster roster = ground.roster();
        AgentZones zones = agent -> roster.zoneOf(agent).orElse(settings.timezone());
        DimensionsFirst dimensions =
                dimensionsFirst(store, wanted, sink, zones, clock, ground.waits());
        return new Pusher(
                store,
                ground.ledger(),
                new Lease(store, clock, ground.waits(), LEASE, TERM),
                new Pusher.Neighbours(
                        sink,
                        roster::admission,
                        dimensions,
                        zones,
                        new Lease(store, clock, ground.waits(), PRECEDENCE, TERM)::isTaken),
                inDoubt(settings.powerBi().inDoubt()),
                settings.store().timeToLive(),
                new Pusher.Clocks(clock, ground.waits(), ground.waits().elapsed()));
    }

    static DimensionsFirst dimensionsFirst(
            DataStore store,
            WantedRows wanted,
            Sink sink,
            AgentZones zones,
            InstantSource clock,
            InstantSource waits) {
        return new DimensionsFirst(
                wanted,
                zones,
                (dataset, quota, alongside) ->
                        new PushedTables(
                                store, wanted, sink, quota, clock, waits, dataset, alongside),
                waits);
    }

    static Allowance allowance(Ground ground) {
        return new Allowance(
                ground.store(), ground.clock(), retention(ground.settings().powerBi().retention()));
    }

    static InDoubt inDoubt(io.quill.platform.settings.PowerBi.InDoubt setting) {
        return switch (setting) {
            case RESEND -> InDoubt.RESEND;
            case HOLD -> InDoubt.HOLD;
        };
    }

    static Retention retention(io.quill.platform.settings.PowerBi.Retention setting) {
        return switch (setting) {
            case NONE -> Retention.NONE;
            case FIFO -> Retention.FIFO;
        };
    }

    private static Tokens tokens(
            Settings settings, io.quill.platform.settings.PowerBi.Credential credential) {
        return EntraTokens.of(
                settings.powerBi().authority().toString(),
                tenantId(credential),
                clientId(credential),
                shown(credential),
                settings.powerBi().patience());
    }

    private static Credential shown(io.quill.platform.settings.PowerBi.Credential credential) {
        return switch (credential) {
            case ClientSecret(_, _, Secret secret) -> new Credential.Secret(rotating(secret));
            case Certificate(_, _, Path file, Optional<Secret> password) ->
                    new Credential.Certificate(
                            file, password.map(Pushing::rotating).orElse(() -> ""));
            case ManagedIdentity(Optional<String> client) -> new Credential.ManagedIdentity(client);
        };
    }

    /** Asked again when it was refused, so each look is a look at where the secret comes from. */
    private static Supplier<String> rotating(Secret secret) {
        return () -> {
            secret.refresh();
            return secret.value();
        };
    }

    /** A managed identity knows its own. */
    private static String tenantId(io.quill.platform.settings.PowerBi.Credential credential) {
        return switch (credential) {
            case ClientSecret(String tenant, _, _) -> tenant;
            case Certificate(String tenant, _, _, _) -> tenant;
            case ManagedIdentity _ -> "";
        };
    }

    private static String clientId(io.quill.platform.settings.PowerBi.Credential credential) {
        return switch (credential) {
            case ClientSecret(_, String client, _) -> client;
            case Certificate(_, String client, _, _) -> client;
            case ManagedIdentity(Optional<String> client) -> client.orElse("");
        };
    }
}

package io.quill.app;

import io.quill.events.dimension.roster.Admission;
import io.quill.events.dimension.roster.AgentHandler;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.roster.RosterMember;
import io.quill.events.dimension.sync.DimensionSyncService;
import io.quill.events.dimension.sync.DimensionSyncService.Members.Reading;
import io.quill.events.ledger.Outbox;
import io.quill.events.resolve.AgentDirectory;
import io.quill.events.resolve.CountingOptions;
import io.quill.events.resolve.CrmLookup;
import io.quill.events.resolve.LookupSchedule;
import io.quill.events.resolve.Resolver;
import io.quill.events.source.aloware.RosterReader;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.HubSpotLimits;
import io.quill.events.source.hubspot.OwnerCache;
import io.quill.events.source.hubspot.Portal;
import io.quill.platform.http.AccessToken;
import io.quill.platform.http.ApiOrigin;
import io.quill.platform.http.HttpTransport;
import io.quill.platform.settings.Secret;
import io.quill.platform.settings.Settings;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Creates the clients that read from the sources: the roster, and details that webhooks leave out.
 */
final class SourceClients {
    private SourceClients() {}

    static Resolver resolver(Services services, Crm crm) {
        Settings settings = services.settings();
        InstantSource waits = services.waits();
        CrmLookup crmLookup =
                new CrmLookup(
                        crm,
                        new OwnerCache(crm, waits),
                        portal(settings, crm, waits),
                        new CountingOptions(settings.hubSpot().countsLoggedEmails()),
                        () -> agents(settings, services.roster()));
        LookupSchedule lookupSchedule =
                new LookupSchedule(
                        settings.hubSpot().ownerWait(), settings.aloware().unassignedAfter());
        return new Resolver(
                services.ledger(), new Outbox(services.store()), crmLookup, lookupSchedule, waits);
    }

    static Portal portal(Settings settings, Crm crm, InstantSource clock) {
        return new Portal(settings.hubSpot().portalId().orElse(""), crm, clock);
    }

    /** Creates the CRM client; there is one, because its request budget belongs to the account. */
    static Crm crm(Settings settings, HttpTransport httpTransport, InstantSource clock) {
        return new Crm(
                httpTransport,
                new ApiOrigin(settings.hubSpot().api()),
                token(settings.hubSpot().privateAppToken()),
                new HubSpotLimits(
                        settings.hubSpot().callsPerTenSeconds(),
                        settings.hubSpot().searchesPerSecond()),
                clock);
    }

    /**
     * Returns the lookup of agents by e-mail; empty before the first roster, when an Aloware agent
     * would get a second id.
     */
    private static Optional<AgentDirectory> agents(Settings settings, Roster roster) {
        boolean known =
                settings.aloware().ringGroupId().isEmpty()
                        || roster.admission("") != Admission.UNKNOWN_YET;
        return known ? Optional.of(roster::agentIdOf) : Optional.empty();
    }

    /** Returns the reader of the members of Aloware's ring group. */
    static DimensionSyncService.Members members(Settings settings, HttpTransport httpTransport) {
        RosterReader reader = rosterReader(settings, httpTransport);
        return () ->
                settings.aloware()
                        .ringGroupId()
                        .map(group -> reading(reader.ringGroup(group)))
                        .orElseGet(() -> new Reading.Fault("ALOWARE_RING_GROUP_ID is not set"));
    }

    static RosterReader rosterReader(Settings settings, HttpTransport httpTransport) {
        return new RosterReader(
                httpTransport,
                new ApiOrigin(settings.aloware().api()),
                token(settings.aloware().apiToken()));
    }

    private static Reading reading(io.quill.events.source.aloware.AlowareRoster alowareRoster) {
        return switch (alowareRoster) {
            case io.quill.events.source.aloware.AlowareRoster.Members(var members) ->
                    new Reading.Payload(
                            AgentHandler.payload(
                                    members.stream()
                                            .map(
                                                    each ->
                                                            new RosterMember(
                                                                    each.id(),
                                                                    each.name(),
                                                                    each.email()))
                                            .toList()));
            case io.quill.events.source.aloware.AlowareRoster.Unread(String reason) ->
                    new Reading.Fault(reason);
        };
    }

    private static AccessToken token(Optional<Secret> secret) {
        Secret known = secret.orElseGet(() -> Secret.of(""));
        return AccessToken.of(known::value, known::refresh);
    }
}

package io.quill.app;

import io.quill.events.dimension.roster.Admission;
import io.quill.events.dimension.roster.Agents;
import io.quill.events.dimension.roster.Member;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.sync.Syncs;
import io.quill.events.dimension.sync.Syncs.Members.Reading;
import io.quill.events.ledger.Outbox;
import io.quill.events.resolve.AgentByEmail;
import io.quill.events.resolve.Choices;
import io.quill.events.resolve.LookUp;
import io.quill.events.resolve.Patience;
import io.quill.events.resolve.Resolver;
import io.quill.events.source.aloware.RosterReader;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.Owners;
import io.quill.events.source.hubspot.Portal;
import io.quill.events.source.hubspot.Rates;
import io.quill.platform.http.AccessToken;
import io.quill.platform.http.Origin;
import io.quill.platform.http.Wire;
import io.quill.platform.settings.Secret;
import io.quill.platform.settings.Settings;

import java.time.InstantSource;
import java.util.Optional;

/** What is read from the sources themselves: the roster, and what a webhook does not tell. */
final class LookUps {
    private LookUps() {}

    static Resolver resolver(Ground ground, Crm crm) {
        Settings settings = ground.settings();
        InstantSource waits = ground.waits();
        LookUp lookUp =
                new LookUp(
                        crm,
                        new Owners(crm, waits),
                        portal(settings, crm, waits),
                        new Choices(settings.hubSpot().countsLoggedEmails()),
                        () -> agents(settings, ground.roster()));
        Patience patience =
                new Patience(settings.hubSpot().patience(), settings.aloware().unassignedAfter());
        return new Resolver(ground.ledger(), new Outbox(ground.store()), lookUp, patience, waits);
    }

    static Portal portal(Settings settings, Crm crm, InstantSource clock) {
        return new Portal(settings.hubSpot().portalId().orElse(""), crm, clock);
    }

    /** One for all who ask: its budget is the account's. */
    static Crm crm(Settings settings, Wire wire, InstantSource clock) {
        return new Crm(
                wire,
                new Origin(settings.hubSpot().api()),
                token(settings.hubSpot().privateAppToken()),
                new Rates(
                        settings.hubSpot().callsPerTenSeconds(),
                        settings.hubSpot().searchesPerSecond()),
                clock);
    }

    /** None before the first roster: an agent of Aloware would get a second id. */
    private static Optional<AgentByEmail> agents(Settings settings, Roster roster) {
        boolean known =
                settings.aloware().ringGroupId().isEmpty()
                        || roster.admission("") != Admission.UNKNOWN_YET;
        return known ? Optional.of(roster::agentIdOf) : Optional.empty();
    }

    /** Who is in the ring group, as Aloware says. */
    static Syncs.Members members(Settings settings, Wire wire) {
        RosterReader reader = rosterReader(settings, wire);
        return () ->
                settings.aloware()
                        .ringGroupId()
                        .map(group -> reading(reader.ringGroup(group)))
                        .orElseGet(() -> new Reading.Fault("ALOWARE_RING_GROUP_ID is not set"));
    }

    static RosterReader rosterReader(Settings settings, Wire wire) {
        return new RosterReader(
                wire, new Origin(settings.aloware().api()), token(settings.aloware().apiToken()));
    }

    private static Reading reading(io.quill.events.source.aloware.Roster roster) {
        return switch (roster) {
            case io.quill.events.source.aloware.Roster.Members(var members) ->
                    new Reading.Payload(
                            Agents.payload(
                                    members.stream()
                                            .map(
                                                    each ->
                                                            new Member(
                                                                    each.id(),
                                                                    each.name(),
                                                                    each.email()))
                                            .toList()));
            case io.quill.events.source.aloware.Roster.Unread(String reason) ->
                    new Reading.Fault(reason);
        };
    }

    private static AccessToken token(Optional<Secret> secret) {
        Secret known = secret.orElseGet(() -> Secret.of(""));
        return AccessToken.of(known::value, known::refresh);
    }
}

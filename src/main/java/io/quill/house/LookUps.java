package io.quill.house;

import io.quill.dimension.roster.Admission;
import io.quill.dimension.roster.Agents;
import io.quill.dimension.roster.Member;
import io.quill.dimension.roster.Roster;
import io.quill.dimension.sync.Syncs;
import io.quill.dimension.sync.Syncs.Members.Reading;
import io.quill.ledger.Outbox;
import io.quill.resolve.AgentByEmail;
import io.quill.resolve.Choices;
import io.quill.resolve.LookUp;
import io.quill.resolve.Patience;
import io.quill.resolve.Resolver;
import io.quill.settings.Secret;
import io.quill.settings.Settings;
import io.quill.source.aloware.RosterReader;
import io.quill.source.hubspot.Crm;
import io.quill.source.hubspot.Owners;
import io.quill.source.hubspot.Portal;
import io.quill.source.hubspot.Rates;
import io.quill.source.rest.AccessToken;
import io.quill.source.rest.Origin;
import io.quill.source.rest.Wire;

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

    private static Reading reading(io.quill.source.aloware.Roster roster) {
        return switch (roster) {
            case io.quill.source.aloware.Roster.Members(var members) ->
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
            case io.quill.source.aloware.Roster.Unread(String reason) -> new Reading.Fault(reason);
        };
    }

    private static AccessToken token(Optional<Secret> secret) {
        Secret known = secret.orElseGet(() -> Secret.of(""));
        return AccessToken.of(known::value, known::refresh);
    }
}

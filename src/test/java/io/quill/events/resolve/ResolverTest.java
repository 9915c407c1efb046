package io.quill.events.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.HoldResult;
import io.quill.events.ledger.LateAgents;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.HubSpotLimits;
import io.quill.events.source.hubspot.ObjectKey;
import io.quill.events.source.hubspot.ObjectType;
import io.quill.events.source.hubspot.OwnerCache;
import io.quill.events.source.hubspot.Portal;
import io.quill.platform.http.AccessToken;
import io.quill.platform.http.ApiOrigin;
import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.hubspot.HubSpot;
import io.quill.sandbox.hubspot.Owner;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Timeout(60)
class ResolverTest {
    private static final SettableClock CLOCK =
            new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private static final Sandbox SANDBOX = Sandbox.start(0, CLOCK);
    private static final JdkHttpTransport WIRE = new JdkHttpTransport();

    private final MemoryStore store = new MemoryStore(CLOCK);
    private final Ledger ledger = new Ledger(store, CLOCK, Duration.ofDays(14));
    private final Lease lease = lease();
    private final Outbox outbox = new Outbox(store);
    private final Crm crm =
            new Crm(
                    WIRE,
                    new ApiOrigin(SANDBOX.hubSpot()),
                    AccessToken.of(() -> Sandbox.HUBSPOT_TOKEN, () -> false),
                    HubSpotLimits.DEFAULT,
                    CLOCK);
    private Optional<AgentDirectory> agents =
            Optional.of(
                    email ->
                            email.equals("ada@example.com") ? Optional.of("11") : Optional.empty());
    private final CrmLookup crmLookup =
            new CrmLookup(
                    crm,
                    new OwnerCache(crm, CLOCK),
                    new Portal("", crm, CLOCK),
                    CountingOptions.DEFAULT,
                    () -> agents);
    private final Resolver resolver =
            new Resolver(ledger, outbox, crmLookup, LookupSchedule.DEFAULT, CLOCK);

    @BeforeEach
    void fill() {
        CLOCK.advance(Duration.ofMinutes(1));
        SANDBOX.reset();
        SANDBOX.crm().put(owner("71", "Ada@example.com"));
        SANDBOX.crm().put(owner("72", "ben@example.com"));
    }

    @AfterAll
    static void close() {
        WIRE.close();
        SANDBOX.close();
    }

    private static Owner owner(String id, String email) {
        return new Owner(id, "9" + id, email, "First", "Last", false);
    }

    private Lease lease() {
        return new Lease(store, CLOCK, "pusher", Duration.ofSeconds(10));
    }

    private Guard guard() {
        return lease.acquire().orElseThrow();
    }

    private int advance() {
        CLOCK.advance(Duration.ofSeconds(20));
        return resolver.advance(guard());
    }

    private EventKey hold(ObjectType type, long id) {
        return hold(HubSpot.PORTAL, type, id);
    }

    private EventKey hold(String portal, ObjectType type, long id) {
        ObjectKey key = new ObjectKey(portal, type, Long.toString(id));
        return hold(key.creationFact(Optional.of(CLOCK.instant()), CLOCK.instant()), "owner");
    }

    private EventKey hold(FactEvent event, String missing) {
        ledger.hold(List.of(new Arrival.Countable(event, missing, "env-1", CLOCK.instant())));
        return event.key();
    }

    private static FactEvent call(String agent) {
        return new FactEvent(
                EventKey.of("ALOWARE", "54363660"),
                Metric.CALLS,
                agent,
                CLOCK.instant(),
                Direction.OUTBOUND,
                "completed",
                63,
                70,
                "8465",
                "");
    }

    private static void ticket(long id, String owner) {
        SANDBOX.crm().create("tickets", Long.toString(id), Map.of("hubspot_owner_id", owner));
    }

    private static void email(long id, String direction, String status) {
        SANDBOX.crm()
                .create(
                        "emails",
                        Long.toString(id),
                        Map.of(
                                "hubspot_owner_id", "72",
                                "hs_email_direction", direction,
                                "hs_email_status", status));
    }

    private LedgerEntry entry(EventKey key) {
        return ledger.find(key).orElseThrow();
    }

    private EntryState state(EventKey key) {
        return entry(key).state();
    }

    private static long reads() {
        return SANDBOX.journal().count("hubspot", "batchRead");
    }

    @Nested
    class Completes {
        @Test
        void aTicketThatHasAnOwner() {
            EventKey key = hold(ObjectType.TICKET, 5);
            ticket(5, "71");

            assertThat(advance()).isEqualTo(1);

            assertThat(state(key)).isEqualTo(EntryState.READY);
            assertThat(entry(key).event().orElseThrow().agentId()).isEqualTo("11");
        }

        @Test
        void anEmailThatWasSent() {
            EventKey key = hold(ObjectType.EMAIL, 5);
            email(5, "EMAIL", "SENT");

            assertThat(advance()).isEqualTo(1);

            FactEvent fact = entry(key).event().orElseThrow();
            assertThat(fact.agentId()).isEqualTo("hubspot:72");
            assertThat(fact.direction()).isEqualTo(Direction.OUTBOUND);
        }

        @Test
        void manyWithFewReads() {
            List<EventKey> keys = new ArrayList<>();
            for (int id = 1; id <= 250; id++) {
                keys.add(hold(ObjectType.TICKET, id));
                ticket(id, "71");
            }
            keys.add(hold(ObjectType.EMAIL, 1));
            email(1, "EMAIL", "SENT");

            assertThat(advance()).isEqualTo(251);

            assertThat(keys).allSatisfy(key -> assertThat(state(key)).isEqualTo(EntryState.READY));
            assertThat(reads()).isEqualTo(4);
            assertThat(advance()).isZero();
            assertThat(reads()).isEqualTo(4);
        }
    }

    @Nested
    class SetsAside {
        @Test
        void whatHasNoOwnerAndLooksAgain() {
            EventKey key = hold(ObjectType.TICKET, 5);
            ticket(5, "");
            assertThat(advance()).isEqualTo(1);
            assertThat(state(key)).isEqualTo(EntryState.PARKED);
            assertThat(entry(key).reason()).isEqualTo("it has no owner");

            SANDBOX.crm().change("tickets", "5", Map.of("hubspot_owner_id", "72"));
            assertThat(advance()).as("not before it is due").isZero();
            CLOCK.advance(Duration.ofMinutes(5));

            assertThat(advance()).isEqualTo(1);
            assertThat(state(key)).isEqualTo(EntryState.READY);
        }

        @Test
        void whatIsNotThereYetBesideWhatIs() {
            EventKey missing = hold(ObjectType.TICKET, 5);
            EventKey there = hold(ObjectType.TICKET, 6);
            ticket(6, "71");

            assertThat(advance()).isEqualTo(2);

            assertThat(state(missing)).isEqualTo(EntryState.PARKED);
            assertThat(state(there)).isEqualTo(EntryState.READY);
        }

        @Test
        void whatLiesInAnotherPortalThoughAnIdIsTheSame() {
            EventKey elsewhere = hold("999", ObjectType.TICKET, 5);
            ticket(5, "71");

            advance();

            assertThat(state(elsewhere)).isEqualTo(EntryState.PARKED);
            assertThat(entry(elsewhere).reason()).contains("portal");
            assertThat(reads()).isZero();
        }

        @Test
        void whatAlowareMustTellItself() {
            EventKey key = hold(call(""), "agent");

            assertThat(advance()).isEqualTo(1);

            assertThat(state(key)).isEqualTo(EntryState.PARKED);
            assertThat(reads()).isZero();
            Arrival later = new Arrival.Countable(call("11"), "", "env-2", CLOCK.instant());
            assertThat(ledger.hold(List.of(later))).containsExactly(HoldResult.COMPLETES);
            assertThat(state(key)).isEqualTo(EntryState.READY);
        }
    }

    /** A delivery names nobody, and an hour later it is nobody's. */
    @Nested
    class LeavesWhatNobodyTookToTheUnassigned {
        private final Resolver hourly = resolver(Optional.of(Duration.ofHours(1)));

        private Resolver resolver(Optional<Duration> unassignedAfter) {
            LookupSchedule lookupSchedule =
                    new LookupSchedule(Duration.ofDays(14), unassignedAfter);
            return new Resolver(ledger, outbox, crmLookup, lookupSchedule, CLOCK);
        }

        private void after(Duration time, Resolver by) {
            CLOCK.advance(time);
            by.advance(guard());
        }

        private HoldResult named(String agent) {
            Arrival later = new Arrival.Countable(call(agent), "", "env-2", CLOCK.instant());
            return ledger.hold(List.of(later)).getFirst();
        }

        private String agent(EventKey key) {
            return entry(key).event().orElseThrow().agentId();
        }

        @Test
        void whenTheHourIsOver() {
            EventKey key = hold(call(""), "agent");
            after(Duration.ofSeconds(20), hourly);
            assertThat(state(key)).isEqualTo(EntryState.PARKED);
            after(Duration.ofMinutes(59), hourly);
            assertThat(state(key)).isEqualTo(EntryState.PARKED);
            after(Duration.ofMinutes(1), hourly);

            assertThat(state(key)).isEqualTo(EntryState.READY);
            assertThat(agent(key)).isEqualTo("unassigned");
        }

        @Test
        void unlessAnAgentIsNamedBeforeItIsBound() {
            EventKey key = hold(call(""), "agent");
            after(Duration.ofHours(2), hourly);
            assertThat(agent(key)).isEqualTo("unassigned");

            assertThat(named("11")).isEqualTo(HoldResult.COMPLETES);

            assertThat(agent(key)).isEqualTo("11");
            assertThat(new LateAgents(store).find(key)).isEmpty();
        }

        @Test
        void andKeepsWhoIsNamedAfterThat() {
            EventKey key = hold(call(""), "agent");
            after(Duration.ofHours(2), hourly);
            ledger.bindToBatch(List.of(entry(key)), 7);

            assertThat(named("11")).isEqualTo(HoldResult.COMPLETES);
            assertThat(named("12")).isEqualTo(HoldResult.DUPLICATE);
            ledger.settle(List.of(key), 7);
            CLOCK.advance(Duration.ofDays(400));

            assertThat(new LateAgents(store).corrected(call("unassigned"))).isEqualTo(call("11"));
        }

        @Test
        void doesNotTouchWhatWasOfferedOnceAndMayBeThere() {
            EventKey key = hold(call(""), "agent");
            after(Duration.ofHours(2), hourly);
            ledger.bindToBatch(List.of(entry(key)), 7);
            ledger.release(List.of(key), 7);

            assertThat(named("11")).isEqualTo(HoldResult.COMPLETES);

            assertThat(state(key)).isEqualTo(EntryState.READY);
            assertThat(agent(key)).isEqualTo("unassigned");
            assertThat(new LateAgents(store).find(key)).isPresent();
        }

        @Test
        void thoughItHadBeenSetAsideForLonger() {
            EventKey key = hold(call(""), "agent");
            advance();
            assertThat(entry(key).due()).contains(entry(key).seenAt().plus(Duration.ofDays(14)));

            after(Duration.ofHours(2), hourly);

            assertThat(agent(key)).isEqualTo("unassigned");
        }

        @Test
        void atThePriceOfNothingThatHubSpotCouldTell() {
            EventKey key = hold(ObjectType.TICKET, 5);
            after(Duration.ofHours(2), hourly);
            after(Duration.ofHours(24), hourly);

            assertThat(state(key)).isEqualTo(EntryState.PARKED);
        }
    }

    @Nested
    class GivesUp {
        private void days(int days) {
            for (int hour = 0; hour < days * 24; hour++) {
                CLOCK.advance(Duration.ofHours(1));
                advance();
            }
        }

        @Test
        void afterFourteenDaysWithTheReason() {
            EventKey key = hold(ObjectType.TICKET, 5);
            ticket(5, "");
            days(13);
            assertThat(state(key)).isEqualTo(EntryState.PARKED);
            days(2);

            assertThat(state(key)).isEqualTo(EntryState.DEAD);
            assertThat(entry(key).reason()).contains("14 days", "it has no owner");
            assertThat(entry(key).tries()).isBetween(15, 30);
        }

        @Test
        void onAnAgentWhomNoDeliveryNames() {
            EventKey key = hold(call(""), "agent");
            days(15);

            assertThat(state(key)).isEqualTo(EntryState.DEAD);
            assertThat(entry(key).tries()).isEqualTo(1);
        }

        @Test
        void atOnceOnAnIdThatCannotBe() {
            EventKey key =
                    hold(
                            new FactEvent(
                                    EventKey.of("HUBSPOT", "62515", "0-5", "abc", "created"),
                                    Metric.CASES,
                                    "",
                                    CLOCK.instant(),
                                    Direction.NONE,
                                    "created",
                                    0,
                                    0,
                                    "",
                                    ""),
                            "owner");
            EventKey other = hold(ObjectType.TICKET, 6);
            ticket(6, "71");

            assertThat(advance()).isEqualTo(2);

            assertThat(state(key)).isEqualTo(EntryState.DEAD);
            assertThat(state(other)).isEqualTo(EntryState.READY);
        }
    }

    @Nested
    class Closes {
        @Test
        void anEmailThatCameIn() {
            EventKey key = hold(ObjectType.EMAIL, 5);
            email(5, "INCOMING_EMAIL", "");

            assertThat(advance()).isEqualTo(1);

            assertThat(state(key)).isEqualTo(EntryState.IGNORED);
            assertThat(entry(key).reason()).isEqualTo("incoming-email");
        }
    }

    @Nested
    class MovesNothing {
        @Test
        void whileHubSpotIsAwayAndSaysWhenItLooksAgain() {
            EventKey key = hold(ObjectType.TICKET, 5);
            ticket(5, "71");
            SANDBOX.arm(InjectedFault.status(503).on("hubspot", "batchRead", "").times(2));

            assertThat(advance()).isZero();
            assertThat(state(key)).isEqualTo(EntryState.UNRESOLVED);
            assertThat(resolver.activePause())
                    .contains(
                            new LookupPause(
                                    "HubSpot answered 503",
                                    CLOCK.instant().plus(Duration.ofSeconds(10))));
            assertThat(resolver.advance(guard())).isZero();
            assertThat(reads()).isEqualTo(1);

            advance();
            assertThat(advance()).isEqualTo(1);
            assertThat(resolver.activePause()).isEmpty();
            assertThat(state(key)).isEqualTo(EntryState.READY);
        }

        @Test
        void whileTheOwnersAreNotKnown() {
            EventKey key = hold(ObjectType.TICKET, 5);
            ticket(5, "71");
            SANDBOX.arm(InjectedFault.status(500).on("hubspot", "owners", ""));

            assertThat(advance()).isZero();
            assertThat(state(key)).isEqualTo(EntryState.UNRESOLVED);
            assertThat(advance()).isEqualTo(1);
        }

        @Test
        void beforeTheRosterHasBeenRead() {
            Optional<AgentDirectory> roster = agents;
            agents = Optional.empty();
            EventKey key = hold(ObjectType.TICKET, 5);
            ticket(5, "71");

            assertThat(advance()).isZero();
            assertThat(resolver.activePause().orElseThrow().why()).contains("roster");

            agents = roster;
            CLOCK.advance(Duration.ofSeconds(30));
            assertThat(advance()).isEqualTo(1);
            assertThat(entry(key).event().orElseThrow().agentId()).isEqualTo("11");
        }

        @Test
        void underALeaseThatIsLost() {
            EventKey key = hold(ObjectType.TICKET, 5);
            ticket(5, "71");
            Guard lost = guard();
            CLOCK.advance(Duration.ofSeconds(10));
            assertThat(lease().acquire()).isPresent();

            assertThatThrownBy(() -> resolver.advance(lost)).isInstanceOf(GuardLostException.class);
            assertThat(state(key)).isEqualTo(EntryState.UNRESOLVED);
        }

        @Test
        void thatALaterDeliveryCompletedMeanwhile() {
            EventKey key = hold(call(""), "agent");
            ledger.hold(List.of(new Arrival.Countable(call("11"), "", "env-2", CLOCK.instant())));

            assertThat(advance()).isZero();
            assertThat(state(key)).isEqualTo(EntryState.READY);
        }
    }

    @Test
    void isNotStoppedByWhatWaitsForOthers() {
        for (int id = 1; id <= 900; id++) {
            FactEvent silent = call("");
            hold(
                    new FactEvent(
                            EventKey.of("ALOWARE", Integer.toString(id)),
                            Metric.TEXTS,
                            "",
                            silent.occurredAt(),
                            Direction.OUTBOUND,
                            "sent",
                            0,
                            0,
                            "",
                            ""),
                    "agent");
        }
        EventKey key = hold(ObjectType.TICKET, 5);
        ticket(5, "71");

        advance();
        advance();
        advance();

        assertThat(state(key)).isEqualTo(EntryState.READY);
    }

    @Test
    void halvesABatchThatIsRefusedUntilTheBadOneStandsAlone() {
        List<EventKey> good = new ArrayList<>();
        for (int id = 1; id <= 40; id++) {
            good.add(hold(ObjectType.TICKET, id));
            ticket(id, "71");
        }
        SANDBOX.arm(InjectedFault.status(400).on("hubspot", "batchRead", "").times(2));

        assertThat(advance()).isEqualTo(40);

        assertThat(good).allSatisfy(key -> assertThat(state(key)).isEqualTo(EntryState.READY));
        assertThat(reads()).isEqualTo(5);
    }
}

package io.quill.events.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.HubSpotLimits;
import io.quill.events.source.hubspot.ObjectKey;
import io.quill.events.source.hubspot.ObjectType;
import io.quill.events.source.hubspot.Portal;
import io.quill.platform.http.AccessToken;
import io.quill.platform.http.ApiOrigin;
import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.hubspot.HubSpot;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Timeout(60)
class ReconcilerTest {
    private static final SettableClock CLOCK =
            new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private static final Sandbox SANDBOX = Sandbox.start(0, CLOCK);
    private static final JdkHttpTransport WIRE = new JdkHttpTransport();

    private final List<Duration> pauses = new ArrayList<>();
    private final MemoryStore store = new MemoryStore(CLOCK);
    private final Ledger ledger = new Ledger(store, CLOCK, Duration.ofDays(14));
    private final Crm crm =
            new Crm(
                    WIRE,
                    new ApiOrigin(SANDBOX.hubSpot()),
                    AccessToken.of(() -> Sandbox.HUBSPOT_TOKEN, () -> false),
                    HubSpotLimits.DEFAULT,
                    CLOCK);
    private final Reconciler reconciler = reconcile(Duration.ofDays(14));

    private Reconciler reconcile(Duration memory) {
        ReconcileSleeper reconcileSleeper =
                time -> {
                    pauses.add(time);
                    CLOCK.advance(time);
                };
        return new Reconciler(
                crm, new Portal("", crm, CLOCK), ledger, CLOCK, reconcileSleeper, memory);
    }

    @BeforeEach
    void empty() {
        SANDBOX.reset();
        CLOCK.advance(Duration.ofDays(1));
    }

    @AfterAll
    static void close() {
        WIRE.close();
        SANDBOX.close();
    }

    private static void ticket(long id) {
        SANDBOX.crm().create("tickets", Long.toString(id), Map.of());
    }

    private static void email(long id) {
        SANDBOX.crm().create("emails", Long.toString(id), Map.of());
    }

    private static ObjectKey key(ObjectType type, long id) {
        return new ObjectKey(HubSpot.PORTAL, type, Long.toString(id));
    }

    private Optional<EntryState> state(ObjectType type, long id) {
        return ledger.find(key(type, id).toEventKey()).map(ledgerEntry -> ledgerEntry.state());
    }

    private void webhook(ObjectType type, long id) {
        Instant now = CLOCK.instant();
        ledger.hold(
                List.of(
                        new Arrival.Countable(
                                key(type, id).creationFact(Optional.of(now), now),
                                "owner",
                                "e",
                                now)));
    }

    @Nested
    class EachNight {
        private final NightlyReconciliation nightlyReconciliation =
                new NightlyReconciliation(
                        reconciler,
                        new RunRegistry(store, CLOCK),
                        store,
                        LocalTime.of(3, 15),
                        ZoneOffset.UTC,
                        CLOCK);

        private Optional<Run> last() {
            return new RunRegistry(store, CLOCK).last(NightlyReconciliation.JOB);
        }

        @Test
        void looksOnceWhoeverAsks() {
            ticket(5);
            nightlyReconciliation.tick();
            ticket(6);
            nightlyReconciliation.tick();
            new NightlyReconciliation(
                            reconciler,
                            new RunRegistry(store, CLOCK),
                            store,
                            LocalTime.of(3, 15),
                            ZoneOffset.UTC,
                            CLOCK)
                    .tick();

            assertThat(state(ObjectType.TICKET, 5)).contains(EntryState.UNRESOLVED);
            assertThat(state(ObjectType.TICKET, 6)).isEmpty();
            assertThat(last().orElseThrow().words()).isEqualTo("1 of 1 had come by no webhook");
        }

        @Test
        void looksAgainWhenTheTimeHasComeAndNotBefore() {
            nightlyReconciliation.tick();
            ticket(6);
            CLOCK.advance(Duration.ofHours(18));
            nightlyReconciliation.tick();
            assertThat(state(ObjectType.TICKET, 6)).isEmpty();

            CLOCK.advance(Duration.ofHours(1));
            nightlyReconciliation.tick();

            assertThat(state(ObjectType.TICKET, 6)).contains(EntryState.UNRESOLVED);
        }

        @Test
        void looksBackOverAllThatItSleptThrough() {
            nightlyReconciliation.tick();
            CLOCK.advance(Duration.ofDays(1));
            ticket(7);
            CLOCK.advance(Duration.ofDays(6));

            nightlyReconciliation.tick();

            assertThat(state(ObjectType.TICKET, 7)).contains(EntryState.UNRESOLVED);
        }

        @Test
        void triesAgainAfterAWhileWhatItCouldNotFinish() {
            ticket(5);
            Crm stranger =
                    new Crm(
                            WIRE,
                            new ApiOrigin(SANDBOX.hubSpot()),
                            AccessToken.of(() -> "wrong", () -> false),
                            HubSpotLimits.DEFAULT,
                            CLOCK);
            Portal portal = new Portal(HubSpot.PORTAL, stranger, CLOCK);
            Reconciler vain =
                    new Reconciler(stranger, portal, ledger, CLOCK, _ -> {}, Duration.ofDays(14));
            NightlyReconciliation unlucky =
                    new NightlyReconciliation(
                            vain,
                            new RunRegistry(store, CLOCK),
                            store,
                            LocalTime.of(3, 15),
                            ZoneOffset.UTC,
                            CLOCK);

            unlucky.tick();
            unlucky.tick();

            assertThat(last().orElseThrow().state())
                    .isEqualTo(io.quill.platform.jobs.RunState.FAILED);
            nightlyReconciliation.tick();
            assertThat(state(ObjectType.TICKET, 5)).contains(EntryState.UNRESOLVED);
        }
    }

    @Nested
    class Holds {
        @Test
        void whatNoWebhookBrought() throws InterruptedException {
            ticket(5);
            ticket(6);
            email(5);
            webhook(ObjectType.TICKET, 6);

            assertThat(reconciler.run()).isEqualTo(new ReconcileResult(3, 2, ""));

            assertThat(state(ObjectType.TICKET, 5)).contains(EntryState.UNRESOLVED);
            assertThat(state(ObjectType.EMAIL, 5)).contains(EntryState.UNRESOLVED);
        }

        @Test
        void itUnderTheKeyThatAWebhookWouldHave() throws InterruptedException {
            ticket(5);
            reconciler.run();

            EventKey key = new EventKey("HUBSPOT:62515:0-5:5:created");
            assertThat(ledger.find(key).orElseThrow().missing()).isEqualTo("owner");
            assertThat(ledger.find(key).orElseThrow().envelope()).isEqualTo("reconcile");
        }

        @Test
        void nothingTwice() throws InterruptedException {
            ticket(5);
            reconciler.run();

            assertThat(reconciler.run()).isEqualTo(new ReconcileResult(1, 0, ""));
        }

        @Test
        void nothingOfTheDaysBefore() throws InterruptedException {
            ticket(5);
            CLOCK.advance(Duration.ofDays(3).plusSeconds(1));
            ticket(6);

            assertThat(reconciler.run()).isEqualTo(new ReconcileResult(1, 1, ""));
            assertThat(state(ObjectType.TICKET, 5)).isEmpty();
        }

        @Test
        void nothingThatTheLedgerMayHaveForgotten() throws InterruptedException {
            ticket(5);
            CLOCK.advance(Duration.ofDays(2));

            assertThat(reconcile(Duration.ofDays(1)).run())
                    .isEqualTo(new ReconcileResult(0, 0, ""));
        }

        @Test
        void moreThanASearchShows() throws InterruptedException {
            for (int id = 1; id <= 10_500; id++) {
                ticket(id);
            }

            assertThat(reconciler.run()).isEqualTo(new ReconcileResult(10_500, 10_500, ""));
            assertThat(SANDBOX.journal().counters()).doesNotContainKey("hubspot.search.429");
            assertThat(pauses).isNotEmpty();
        }
    }

    @Nested
    class Stops {
        @Test
        void whenHubSpotStaysAwayAndKeepsWhatItHas() throws InterruptedException {
            ticket(5);
            email(5);
            SANDBOX.arm(InjectedFault.status(503).on("hubspot", "search", "emails").times(100));

            assertThat(reconciler.run())
                    .isEqualTo(new ReconcileResult(1, 1, "HubSpot answered 503"));
            assertThat(state(ObjectType.TICKET, 5)).contains(EntryState.UNRESOLVED);
            assertThat(pauses).hasSizeLessThan(10);
        }

        @Test
        void notForAnOutageOfSeconds() throws InterruptedException {
            ticket(5);
            SANDBOX.arm(InjectedFault.status(503).on("hubspot", "search", "").times(2));

            assertThat(reconciler.run()).isEqualTo(new ReconcileResult(1, 1, ""));
        }

        @Test
        void whenNobodyCanSayWhichPortalItIs() throws InterruptedException {
            SANDBOX.arm(InjectedFault.status(404).on("hubspot", "account", ""));

            assertThat(reconciler.run().unfinished()).contains("HUBSPOT_PORTAL_ID");
        }
    }
}

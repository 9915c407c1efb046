package io.quill.events.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
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
import io.quill.platform.http.RestRequest;
import io.quill.platform.http.RestResult;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.hubspot.HubSpot;
import io.quill.sandbox.hubspot.Owner;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Webhooks come or are missed, records change, HubSpot fails in every way, the roster comes late:
 * whatever the order, each event ends complete, closed or given up with a reason, and none is
 * decided by an answer that nobody gave.
 */
class ResolutionPropertyTest {
    private static final Set<EntryState> ENDS =
            Set.of(EntryState.READY, EntryState.IGNORED, EntryState.DEAD);
    private static final Set<EntryState> WAITING = Set.of(EntryState.UNRESOLVED, EntryState.PARKED);

    enum Deed {
        CREATE_TICKET,
        CREATE_EMAIL,
        MISS_A_WEBHOOK,
        CALL_WITHOUT_AGENT,
        OWN,
        SEND,
        RECEIVE,
        DELETE,
        SPOIL,
        ADVANCE,
        RECONCILE,
        FAIL,
        REFUSE,
        LIMIT,
        DROP,
        READ_THE_ROSTER,
        LET_MINUTES_PASS,
        LET_HOURS_PASS
    }

    record Step(Deed deed, int id) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Deed.values()), Arbitraries.integers().between(1, 8))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void everyEventEndsAndSaysWhy(@ForAll("histories") List<Step> history)
            throws InterruptedException {
        World world = new World();
        for (Step step : history) {
            world.perform(step);
            world.check();
        }
        world.letItEnd();
        world.check();
        assertThat(world.states().values()).allMatch(ENDS::contains);
    }

    private static final class World {
        private final SettableClock clock =
                new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
        private final MemoryStore store = new MemoryStore(clock);
        private final Ledger ledger = new Ledger(store, clock, Duration.ofDays(400));
        private final Lease lease = new Lease(store, clock, "pusher", Duration.ofSeconds(10));
        private final CallHandler callHandler = CallHandler.of(clock, clock::advance);
        private final HubSpot hubSpot = new HubSpot(callHandler, "token");
        private final Crm crm =
                new Crm(
                        this::send,
                        new ApiOrigin(URI.create("https://hubspot.example")),
                        AccessToken.of(() -> "token", () -> false),
                        HubSpotLimits.DEFAULT,
                        clock);
        private final Portal portal = new Portal(HubSpot.PORTAL, crm, clock);
        private final Reconciler reconciler =
                new Reconciler(crm, portal, ledger, clock, clock::advance, Duration.ofDays(400));
        private final Resolver resolver;
        private final Set<EventKey> held = new HashSet<>();
        private final Map<EventKey, Instant> missed = new HashMap<>();
        private Optional<AgentDirectory> agents = Optional.empty();

        World() {
            CrmLookup crmLookup =
                    new CrmLookup(
                            crm,
                            new OwnerCache(crm, clock),
                            portal,
                            CountingOptions.DEFAULT,
                            () -> agents);
            resolver =
                    new Resolver(
                            ledger, new Outbox(store), crmLookup, LookupSchedule.DEFAULT, clock);
            hubSpot.put(new Owner("71", "971", "ada@example.com", "Ada", "", false));
        }

        /** The stand-in itself, without a network between. */
        private RestResult send(RestRequest restRequest) {
            Map<String, String> headers = new HashMap<>();
            restRequest
                    .headers()
                    .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            var asked =
                    new io.quill.sandbox.web.SandboxRequest(
                            restRequest.method(),
                            restRequest.uri().getPath(),
                            Objects.requireNonNullElse(restRequest.uri().getRawQuery(), ""),
                            headers,
                            restRequest.body());
            return switch (hubSpot.answer(asked)) {
                case io.quill.sandbox.web.SandboxReply.Answer answer ->
                        new RestResult.Answer(answer.status(), answer.headers(), answer.body());
                case io.quill.sandbox.web.SandboxReply none ->
                        new RestResult.NoAnswer(none.toString());
            };
        }

        void perform(Step step) throws InterruptedException {
            String id = Integer.toString(step.id());
            switch (step.deed()) {
                case CREATE_TICKET -> create(ObjectType.TICKET, id, true);
                case CREATE_EMAIL -> create(ObjectType.EMAIL, id, true);
                case MISS_A_WEBHOOK -> create(ObjectType.EMAIL, id, false);
                case CALL_WITHOUT_AGENT -> hold(call(id), "agent");
                case OWN -> change("tickets", id, Map.of("hubspot_owner_id", "71"));
                case SEND ->
                        change(
                                "emails",
                                id,
                                Map.of("hubspot_owner_id", "71", "hs_email_direction", "EMAIL"));
                case RECEIVE ->
                        change("emails", id, Map.of("hs_email_direction", "INCOMING_EMAIL"));
                case DELETE -> hubSpot.archive("tickets", id);
                case SPOIL ->
                        change(
                                "emails",
                                id,
                                Map.of("hs_email_direction", "?", "hs_timestamp", "never"));
                case ADVANCE -> advance();
                case RECONCILE -> reconcile();
                case FAIL -> callHandler.faults().arm(InjectedFault.status(503).times(step.id()));
                case REFUSE ->
                        callHandler.faults().arm(InjectedFault.status(400).on("", "batchRead", ""));
                case LIMIT -> callHandler.faults().arm(InjectedFault.status(429));
                case DROP -> callHandler.faults().arm(InjectedFault.of(InjectedFault.Kind.DROP));
                case READ_THE_ROSTER -> agents = Optional.of(_ -> Optional.of("11"));
                case LET_MINUTES_PASS -> clock.advance(Duration.ofMinutes(7));
                case LET_HOURS_PASS -> clock.advance(Duration.ofHours(30));
            }
        }

        private void change(String type, String id, Map<String, String> properties) {
            hubSpot.change(type, id, properties);
        }

        private void create(ObjectType type, String id, boolean told) {
            String name = type == ObjectType.TICKET ? "tickets" : "emails";
            if (hubSpot.object(name, id).isEmpty()) {
                hubSpot.create(name, id, Map.of());
            }
            ObjectKey key = new ObjectKey(HubSpot.PORTAL, type, id);
            if (!told) {
                missed.putIfAbsent(key.toEventKey(), clock.instant());
            } else {
                hold(key.creationFact(Optional.of(clock.instant()), clock.instant()), "owner");
            }
        }

        private FactEvent call(String id) {
            return new FactEvent(
                    EventKey.of("ALOWARE", id),
                    Metric.CALLS,
                    "",
                    clock.instant(),
                    Direction.OUTBOUND,
                    "completed",
                    1,
                    1,
                    "",
                    "");
        }

        private void hold(FactEvent event, String missing) {
            ledger.hold(List.of(new Arrival.Countable(event, missing, "env", clock.instant())));
            held.add(event.key());
        }

        private void reconcile() throws InterruptedException {
            if (!reconciler.run().isFinished()) {
                return;
            }
            missed.forEach(
                    (key, since) -> {
                        if (since.isAfter(clock.instant().minus(Duration.ofDays(2)))) {
                            assertThat(ledger.find(key)).as("what a search shows").isPresent();
                            held.add(key);
                        }
                    });
        }

        private int advance() {
            return resolver.advance(lease.acquire().orElseThrow());
        }

        Map<EventKey, EntryState> states() {
            Map<EventKey, EntryState> states = new HashMap<>();
            held.forEach(key -> states.put(key, ledger.find(key).orElseThrow().state()));
            return states;
        }

        void check() {
            for (EventKey key : held) {
                LedgerEntry ledgerEntry = ledger.find(key).orElseThrow();
                FactEvent event = ledgerEntry.event().orElseThrow();
                boolean saysWhy = !ledgerEntry.reason().isEmpty();
                switch (ledgerEntry.state()) {
                    case READY -> assertThat(event.agentId()).isEqualTo("11");
                    case PARKED, DEAD, IGNORED -> assertThat(saysWhy).isTrue();
                    case UNRESOLVED -> assertThat(event.hasAgent()).isFalse();
                    case BATCHED, SETTLED, GATED ->
                            throw new AssertionError("nobody here makes it " + ledgerEntry.state());
                }
            }
        }

        /** All comes right in the end, and then time passes. */
        void letItEnd() {
            callHandler.faults().clear();
            agents = Optional.of(_ -> Optional.of("11"));
            for (int half = 0; half < 2 * 16; half++) {
                clock.advance(Duration.ofHours(12));
                advance();
                assertThat(held).hasSameSizeAs(states().keySet());
            }
            assertThat(states().values()).noneMatch(WAITING::contains);
        }
    }
}

package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.BookkeepingRules;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.LateAgents;
import io.quill.events.ledger.LateAgents.LateAgent;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.resolve.CountingOptions;
import io.quill.events.resolve.CrmLookup;
import io.quill.events.resolve.LookupSchedule;
import io.quill.events.resolve.Resolver;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.HubSpotLimits;
import io.quill.events.source.hubspot.OwnerCache;
import io.quill.events.source.hubspot.Portal;
import io.quill.platform.http.AccessToken;
import io.quill.platform.http.ApiOrigin;
import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.ProcessKilledException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.dynamo.DynamoLocal;
import io.quill.platform.store.dynamo.DynamoStore;
import io.quill.platform.store.memory.MemoryStore;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Two replicas at one store, killed at any write and paused at any access, while a third takes
 * deliveries. A call that nobody took is pushed once: for the agent who was named within the hour,
 * else for nobody in particular, and an agent who is named after that is kept beside it.
 */
class UnassignedPropertyTest {
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int CALLS = 4;
    private static final int MOST_ACCESSES = 30;
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final JdkHttpTransport WIRE = new JdkHttpTransport();

    enum Deed {
        GO_ON,
        NAME,
        NAME_WHILE_A_REPLICA_WORKS,
        REPLICAS_WORK_WHILE_ONE_NAMES,
        KILL,
        LET_TIME_PASS
    }

    record Move(Deed deed, int replica, int call, int number) {}

    @AfterContainer
    static void close() {
        WIRE.close();
    }

    @Provide
    Arbitrary<List<Move>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Deed.values()),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(1, CALLS),
                        Arbitraries.integers().between(0, MOST_ACCESSES))
                .as(Move::new)
                .list()
                .ofMinSize(6)
                .ofMaxSize(25);
    }

    @Property(tries = 100)
    void countsACallOnceInMemory(@ForAll("histories") List<Move> history) {
        SettableClock clock = new SettableClock(EventFixtures.NINE);
        new World(clock, new MemoryStore(clock, BookkeepingRules.forSharedStore())).play(history);
    }

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void countsACallOnceOnDynamoDb(@ForAll("histories") List<Move> history) {
        SettableClock clock = new SettableClock(EventFixtures.NINE);
        String table = "Unassigned" + TABLES.incrementAndGet();
        try (DataStore store =
                DynamoStore.open(
                        DynamoLocal.table(table), clock, BookkeepingRules.forSharedStore())) {
            new World(clock, store).play(history);
        }
    }

    private static final class World {
        private final SettableClock clock;
        private final DataStore store;
        private final CrashingStore door;
        private final Ledger entrance;
        private final ScriptedSink sink = new ScriptedSink();
        private final Replica[] replicas = new Replica[2];
        private final Map<Integer, String> inTime = new HashMap<>();
        private final Map<Integer, List<String>> named = new HashMap<>();
        private int agents;

        World(SettableClock clock, DataStore store) {
            this.clock = clock;
            this.store = store;
            this.door = new CrashingStore(store);
            this.entrance = new Ledger(door, clock, MEMORY);
            replicas[0] = new Replica();
            replicas[1] = new Replica();
        }

        void play(List<Move> history) {
            for (int call = 1; call <= CALLS; call++) {
                hold(call, "");
                goOn(2);
            }
            history.forEach(this::perform);
            door.liveOn();
            List.of(replicas).forEach(each -> each.store.liveOn());
            clock.advance(AN_HOUR);
            for (int i = 0; i < 40 && !isDone(); i++) {
                goOn(1);
            }
            for (int call = 1; call <= CALLS; call++) {
                assertCounted(call);
            }
            assertThat(sink.rows).hasSize(CALLS);
        }

        private boolean isDone() {
            return IntStream.rangeClosed(1, CALLS)
                    .allMatch(call -> entry(call).state() == EntryState.SETTLED);
        }

        private void perform(Move move) {
            Replica replica = replicas[move.replica()];
            switch (move.deed()) {
                case GO_ON -> goOn(1 + move.number() % 4);
                case NAME -> name(move.call());
                case NAME_WHILE_A_REPLICA_WORKS -> {
                    replica.store.pauseAt(move.number(), () -> name(move.call()));
                    goOn(2);
                }
                case REPLICAS_WORK_WHILE_ONE_NAMES -> {
                    door.pauseAt(move.number() % 3, () -> goOn(3));
                    name(move.call());
                }
                case KILL -> {
                    replica.store.dieAfter(move.number());
                    goOn(2);
                }
                case LET_TIME_PASS -> clock.advance(Duration.ofMinutes(1 + move.number()));
            }
        }

        private void hold(int call, String agent) {
            FactEvent event = EventFixtures.call(call, agent);
            entrance.hold(
                    List.of(
                            new Arrival.Countable(
                                    event,
                                    event.hasAgent() ? "" : "agent",
                                    "env-" + agent,
                                    clock.instant())));
        }

        /** Each time another agent, so that it can be seen who was taken. */
        private void name(int call) {
            String agent = "agent-" + ++agents;
            hold(call, agent);
            named.computeIfAbsent(call, _ -> new ArrayList<>()).add(agent);
            if (clock.instant().isBefore(entry(call).seenAt().plus(AN_HOUR))) {
                inTime.putIfAbsent(call, entry(call).event().orElseThrow().agentId());
            }
        }

        private void goOn(int rounds) {
            for (int i = 0; i < rounds; i++) {
                for (int each = 0; each < replicas.length; each++) {
                    try {
                        replicas[each].round();
                    } catch (ProcessKilledException _) {
                        replicas[each] = new Replica();
                    }
                }
                clock.advance(Duration.ofSeconds(2));
            }
        }

        private static EventKey key(int call) {
            return EventFixtures.call(call).key();
        }

        private LedgerEntry entry(int call) {
            return new Ledger(store, clock, MEMORY).find(key(call)).orElseThrow();
        }

        private void assertCounted(int call) {
            String agent = entry(call).event().orElseThrow().agentId();
            assertThat(entry(call).state()).isEqualTo(EntryState.SETTLED);
            assertThat(sink.texts.stream().filter(row -> isOf(row, call)))
                    .as("rows of %s", key(call))
                    .singleElement()
                    .asString()
                    .contains("\"AgentID\":\"" + agent + "\"");
            if (inTime.containsKey(call)) {
                assertThat(agent).isEqualTo(inTime.get(call)).startsWith("agent-");
            }
            List<String> all = named.getOrDefault(call, List.of());
            Optional<LateAgent> late = new LateAgents(store).find(key(call));
            if (agent.equals(FactEvent.UNASSIGNED)) {
                assertThat(late.isPresent()).isEqualTo(!all.isEmpty());
            } else {
                assertThat(all).contains(agent);
                assertThat(late).isEmpty();
            }
            late.ifPresent(each -> assertThat(all).contains(each.agentId()));
        }

        private static boolean isOf(String row, int call) {
            return ScriptedSink.eventId(row).equals(key(call).value());
        }

        /** What a process holds in memory; nothing of it outlives a kill. */
        private final class Replica {
            private final CrashingStore store = new CrashingStore(World.this.store);
            private final Ledger ledger = new Ledger(store, clock, MEMORY);
            private final Resolver resolver = resolver(store, ledger, clock);
            private final Pusher pusher =
                    new Pusher(
                            store,
                            ledger,
                            new Lease(store, clock, "pusher", Duration.ofSeconds(6)),
                            new Pusher.Neighbours(
                                    sink,
                                    _ -> Admission.ADMITTED,
                                    new NoPrerequisites(),
                                    _ -> ZoneOffset.UTC),
                            DoubtPolicy.RESEND,
                            MEMORY,
                            clock);

            private boolean isAtWork;

            /** What it is in the middle of is not begun again. */
            void round() {
                if (isAtWork) {
                    return;
                }
                isAtWork = true;
                try {
                    pusher.keepLease();
                    pusher.lease().ifPresent(resolver::advance);
                    if (pusher.mayGoOn()) {
                        PushRound pushRound = pusher.ensureDimensions(pusher.gate(pusher.begin()));
                        pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(pushRound))));
                    }
                } catch (GuardLostException _) {
                    pusher.reset();
                } finally {
                    isAtWork = false;
                }
            }
        }
    }

    /** HubSpot is not asked: all calls are Aloware's. */
    private static Resolver resolver(DataStore store, Ledger ledger, SettableClock clock) {
        Crm crm =
                new Crm(
                        WIRE,
                        new ApiOrigin(URI.create("http://127.0.0.1:9")),
                        AccessToken.of(() -> "none", () -> false),
                        HubSpotLimits.DEFAULT,
                        clock);
        return new Resolver(
                ledger,
                new Outbox(store),
                new CrmLookup(
                        crm,
                        new OwnerCache(crm, clock),
                        new Portal("", crm, clock),
                        CountingOptions.DEFAULT,
                        Optional::empty),
                new LookupSchedule(MEMORY, Optional.of(AN_HOUR)),
                clock);
    }
}

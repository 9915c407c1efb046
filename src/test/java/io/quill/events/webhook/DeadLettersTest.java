package io.quill.events.webhook;

import static io.quill.events.ledger.EventFixtures.NINE;
import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.source.WebhookVerdict;
import io.quill.platform.logging.RepeatedMessageLog;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class DeadLettersTest {
    private final SettableClock clock = new SettableClock(NINE);
    private final MemoryStore store = new MemoryStore(clock);
    private final Ledger ledger = new Ledger(store, clock, Duration.ofDays(14));
    private final Learner learner = new Learner();
    private final Sources sources = new Sources(List.of(learner));
    private final DeadLetters letters = new DeadLetters(ledger, new Outbox(store), sources);

    /** A source whose adapter is mended while a test runs. */
    private static final class Learner implements Source {
        List<AdapterOutcome> outcomes = List.of();
        String reason = "not understood";

        @Override
        public String name() {
            return "aloware";
        }

        @Override
        public boolean redelivers() {
            return false;
        }

        @Override
        public WebhookVerdict verify(Envelope envelope) {
            return new WebhookVerdict.Genuine();
        }

        @Override
        public List<AdapterOutcome> adapt(Envelope envelope) {
            return outcomes.isEmpty()
                    ? List.of(new AdapterOutcome.Rejected(reason, envelope.body()))
                    : outcomes;
        }
    }

    @BeforeEach
    void aDeliveryIsNotUnderstood() {
        WebhookHandler desk =
                new WebhookHandler(
                        sources,
                        ArrivalStore.inLedger(ledger),
                        _ -> true,
                        new RepeatedMessageLog(DeadLettersTest.class, clock));
        Envelope envelope =
                new Envelope(
                        "e-1", NINE, "POST", "/webhook/aloware", Map.of(), "odd".getBytes(UTF_8));
        desk.hold(desk.adapt((Delivery) desk.verify(envelope))).join();
    }

    private LedgerEntry letter() {
        return letters.oldest().getFirst();
    }

    @Test
    void areListedWithTheirReason() {
        assertThat(letters.oldest())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("not understood"));
        assertThat(letters.find(letter().key())).isPresent();
        assertThat(letters.find(call(1).key())).isEmpty();
    }

    @Test
    void stayDeadWithTheReasonOfToday() {
        learner.reason = "still odd";

        assertThat(letters.replay(letter())).isEqualTo(new ReplayOutcome.StillDead("still odd"));
        assertThat(letter().reason()).isEqualTo("still odd");
        assertThat(ledger.raw(letter().key())).contains("odd".getBytes(UTF_8));
    }

    @Test
    void becomeTheFactThatTheyWere() {
        LedgerEntry letter = letter();
        learner.outcomes =
                List.of(new AdapterOutcome.Fact(call(1)), new AdapterOutcome.Ignored("merge"));

        assertThat(letters.replay(letter))
                .isInstanceOfSatisfying(
                        ReplayOutcome.Understood.class,
                        understood -> {
                            assertThat(understood.arrivals()).hasSize(1);
                            assertThat(understood.ignored()).isEqualTo(1);
                        });

        LedgerEntry held = ledger.find(call(1).key()).orElseThrow();
        assertThat(held.state()).isEqualTo(EntryState.READY);
        assertThat(held.seenAt()).isEqualTo(NINE);
        assertThat(letters.oldest()).isEmpty();
    }

    @Test
    void areForgottenWithTheirBodiesOnceTheyAreClosed() {
        LedgerEntry letter = letter();
        learner.outcomes = List.of(new AdapterOutcome.Ignored("merge"));
        letters.replay(letter);
        assertThat(ledger.find(letter.key()).orElseThrow().state()).isEqualTo(EntryState.SETTLED);

        clock.advance(Duration.ofDays(14));
        assertThat(ledger.find(letter.key())).isEmpty();
        assertThat(ledger.raw(letter.key())).isEmpty();
    }

    @Test
    void areOfferedAgainWhenTheyWereUnderstood() {
        ledger.hold(List.of(arrival(1)));
        ledger.markDead(ledger.find(call(1).key()).orElseThrow(), "refused by Power BI");
        LedgerEntry dead = letters.find(call(1).key()).orElseThrow();

        assertThat(letters.replay(dead)).isEqualTo(new ReplayOutcome.Offered());
        assertThat(ledger.find(call(1).key()).orElseThrow().state()).isEqualTo(EntryState.READY);
    }

    @Test
    void areOnlyLookedAtInARehearsal() {
        learner.outcomes = List.of(new AdapterOutcome.Fact(call(1)));

        assertThat(letters.preview(letter())).isInstanceOf(ReplayOutcome.Understood.class);
        assertThat(letters.oldest()).hasSize(1);
        assertThat(ledger.find(call(1).key())).isEmpty();
    }

    @Test
    void ofASourceThatIsGoneStayDead() {
        Arrival orphan =
                new Arrival.Unreadable(
                        EventKey.of("FAX", "rejected", "1"),
                        "no text",
                        new byte[] {1},
                        "e-2",
                        NINE);
        ledger.hold(List.of(orphan));

        assertThat(letters.replay(letters.find(orphan.key()).orElseThrow()))
                .isEqualTo(new ReplayOutcome.StillDead("its source is not wired"));
    }
}

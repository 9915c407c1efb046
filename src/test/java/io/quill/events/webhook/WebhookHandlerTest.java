package io.quill.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.quill.events.Direction;
import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.HoldResult;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.source.WebhookVerdict;
import io.quill.events.webhook.WebhookResponse.Counts;
import io.quill.platform.logging.RepeatedMessageLog;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class WebhookHandlerTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final SettableClock clock = new SettableClock(NINE);
    private final RepeatedMessageLog repeatedMessageLog =
            new RepeatedMessageLog(WebhookHandlerTest.class, clock);
    private final ArrivalStore ledger =
            ArrivalStore.inLedger(new Ledger(new MemoryStore(clock), clock, Duration.ofDays(14)));

    /** A source whose deliveries come to what a test says. */
    private record Scripted(List<AdapterOutcome> outcomes) implements Source {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public boolean redelivers() {
            return true;
        }

        @Override
        public WebhookVerdict verify(Envelope envelope) {
            return new WebhookVerdict.Genuine();
        }

        @Override
        public List<AdapterOutcome> adapt(Envelope envelope) {
            if (outcomes.isEmpty()) {
                throw new IllegalStateException("stumbled");
            }
            return outcomes;
        }
    }

    private static FactEvent fact(int id, String agent) {
        return new FactEvent(
                EventKey.of("SCRIPTED", Integer.toString(id)),
                Metric.CALLS,
                agent,
                NINE,
                Direction.OUTBOUND,
                "completed",
                1,
                1,
                "",
                "");
    }

    private WebhookResponse answer(ArrivalStore arrivalStore, AdapterOutcome... outcomes) {
        Source source = new Scripted(List.of(outcomes));
        WebhookHandler desk =
                new WebhookHandler(
                        new Sources(List.of(source)),
                        arrivalStore,
                        "4711"::equals,
                        repeatedMessageLog);
        Envelope envelope =
                new Envelope("e-1", NINE, "POST", "/webhook/scripted", Map.of(), new byte[] {1});
        return desk.hold(desk.adapt((Delivery) desk.verify(envelope))).join();
    }

    @Test
    void countsEachEventOnce() {
        WebhookResponse webhookResponse =
                answer(
                        ledger,
                        new AdapterOutcome.Fact(fact(1, "4711")),
                        new AdapterOutcome.Fact(fact(1, "4711")),
                        new AdapterOutcome.Fact(fact(2, "a stranger")),
                        new AdapterOutcome.NeedsResolving(fact(3, ""), "owner"),
                        new AdapterOutcome.Ignored("merge"),
                        new AdapterOutcome.Wakes(EventKey.of("SCRIPTED", "9")),
                        new AdapterOutcome.Rejected("unreadable", new byte[] {7}));

        assertThat(webhookResponse)
                .isEqualTo(new WebhookResponse.Accepted("e-1", new Counts(2, 1, 1, 2, 1)));
    }

    @Test
    void keepsRawWhatAnAdapterDoesNotSurvive() {
        assertThat(answer(ledger))
                .isEqualTo(new WebhookResponse.Accepted("e-1", new Counts(0, 0, 0, 0, 1)));
    }

    @Test
    void wakesAfterItHasHeld() {
        List<String> calls = new ArrayList<>();
        ArrivalStore arrivalStore =
                new ArrivalStore() {
                    @Override
                    public List<HoldResult> hold(Source source, List<Arrival> arrivals) {
                        calls.add("hold " + arrivals.size());
                        return List.of(HoldResult.HELD);
                    }

                    @Override
                    public void ignore(Source source, Instant at, int number) {}

                    @Override
                    public void wake(Source source, List<EventKey> keys) {
                        calls.add("wake " + keys);
                    }
                };
        answer(
                arrivalStore,
                new AdapterOutcome.Wakes(EventKey.of("SCRIPTED", "1")),
                new AdapterOutcome.Fact(fact(1, "4711")));

        assertThat(calls).containsExactly("hold 1", "wake [SCRIPTED:1]");
    }

    @Test
    void tellsAFaultThatNamesWhatItMetOnceAndNotForEach() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(WebhookHandlerTest.class);
        log.start();
        logger.addAppender(log);
        try {
            for (int event = 1; event <= 50; event++) {
                answer(new Contended(event), new AdapterOutcome.Fact(fact(event, "4711")));
            }
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("UNAVAILABLE", "SCRIPTED:1", "e-1");
    }

    /** A store that others keep busy, and that says with what. */
    private record Contended(int event) implements ArrivalStore {
        @Override
        public List<HoldResult> hold(Source source, List<Arrival> arrivals) {
            throw new StoreException(Reason.UNAVAILABLE, "Others keep changing SCRIPTED:" + event);
        }

        @Override
        public void ignore(Source source, Instant at, int number) {}

        @Override
        public void wake(Source source, List<EventKey> keys) {}
    }

    @Test
    void asksToComeAgainAfterAFaultOfItsOwn() {
        ArrivalStore broken =
                new ArrivalStore() {
                    @Override
                    public List<HoldResult> hold(Source source, List<Arrival> arrivals) {
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public void ignore(Source source, Instant at, int number) {}

                    @Override
                    public void wake(Source source, List<EventKey> keys) {
                        throw new IllegalStateException("broken");
                    }
                };

        assertThat(answer(broken, new AdapterOutcome.Fact(fact(1, "4711"))).status())
                .isEqualTo(503);
    }
}

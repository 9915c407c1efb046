package io.quill.events.ledger;

import static io.quill.events.ledger.EventFixtures.NINE;
import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class LedgerIdempotentRepositoryTest {
    private final SettableClock clock = new SettableClock(NINE);
    private final Ledger ledger = new Ledger(new MemoryStore(clock), clock, Duration.ofDays(14));
    private final CamelContext camel = new DefaultCamelContext();
    private int passed;

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:arrivals")
                                .idempotentConsumer(
                                        simple("${body.key.value}"),
                                        new LedgerIdempotentRepository(ledger))
                                .completionEager(true)
                                .removeOnFailure(false)
                                .process(_ -> pass());
                    }
                });
        camel.start();
    }

    private void pass() {
        passed++;
        if (passed == 2) {
            throw new IllegalStateException("behind the consumer");
        }
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
    }

    private void send(Arrival arrival) {
        camel.createProducerTemplate().sendBody("direct:arrivals", arrival);
    }

    @Test
    void letsAnEventPassOnceAndHoldsIt() {
        send(arrival(1));
        send(arrival(1));

        assertThat(passed).isEqualTo(1);
        assertThat(ledger.find(call(1).key())).isPresent();
    }

    @Test
    void keepsWhatIsHeldWhenTheExchangeFails() {
        send(arrival(1));
        Assertions.assertThatThrownBy(() -> send(arrival(2)))
                .isInstanceOf(CamelExecutionException.class);

        assertThat(ledger.find(call(2).key()).orElseThrow().state()).isEqualTo(EntryState.READY);
    }

    @Test
    void takesNoKeyWithoutItsEvent() {
        Assertions.assertThatThrownBy(() -> new LedgerIdempotentRepository(ledger).add("ALOWARE:1"))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}

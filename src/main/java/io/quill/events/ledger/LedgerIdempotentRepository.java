package io.quill.events.ledger;

import io.quill.events.EventKey;

import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

import java.util.List;

/**
 * Ledger as a repository of Camel's idempotent consumer. A key is added together with its event in
 * one write, so nothing is left to confirm or to remove at the end of the exchange.
 */
public final class LedgerIdempotentRepository extends ServiceSupport
        implements IdempotentRepository {
    private final Ledger ledger;

    public LedgerIdempotentRepository(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        if (!(exchange.getMessage().getBody() instanceof Arrival arrival)
                || !arrival.key().value().equals(key)) {
            throw new IllegalArgumentException(
                    "The body of the exchange is not the event that is called " + key);
        }
        return ledger.hold(List.of(arrival)).getFirst() == HoldResult.HELD;
    }

    @Override
    public boolean add(String key) {
        throw new UnsupportedOperationException(
                "A key cannot be added without its event: add it with its " + "exchange");
    }

    @Override
    public boolean contains(String key) {
        return ledger.find(new EventKey(key)).isPresent();
    }

    /**
     * Removes nothing: a held event stays held until it is settled, whatever becomes of the
     * exchange.
     */
    @Override
    public boolean remove(String key) {
        return false;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("A ledger is not cleared");
    }
}

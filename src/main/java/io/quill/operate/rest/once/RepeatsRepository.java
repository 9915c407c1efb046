package io.quill.operate.rest.once;

import io.quill.operate.access.Caller;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.platform.store.StoreException;

import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * {@link Repeats} as Camel's idempotent consumer knows them. A repeated id is refused, and the
 * exchange then carries the answer to it; an id is confirmed with the answer that the exchange
 * carries, where something was done, and removed where nothing was.
 */
public final class RepeatsRepository extends ServiceSupport implements IdempotentRepository {
    /** What stands for an id where the request came without one. */
    public static final String WITHOUT = "";

    private static final String CALL = "quill.call";
    private static final String OWNER = "quill.owner";
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(RepeatsRepository.class);

    private final Repeats repeats;

    public RepeatsRepository(Repeats repeats) {
        this.repeats = repeats;
    }

    @Override
    public boolean add(Exchange exchange, String id) {
        if (id.equals(WITHOUT)) {
            return true;
        }
        Call call = exchange.getMessage().getBody(Call.class);
        try {
            return claimed(exchange, id, call);
        } catch (StoreException e) {
            return away(exchange, call, e);
        }
    }

    private boolean claimed(Exchange exchange, String id, Call call) {
        return switch (repeats.claim(id, call)) {
            case Repeat.First(String owner) -> {
                exchange.setProperty(CALL, call);
                exchange.setProperty(OWNER, owner);
                yield true;
            }
            case Repeat.Again(Reply first) -> answered(exchange, first);
            case Repeat.Underway _ -> answered(exchange, underway());
            case Repeat.Other _ -> answered(exchange, other());
        };
    }

    private static boolean answered(Exchange exchange, Reply reply) {
        exchange.getMessage().setBody(reply);
        return false;
    }

    private static Reply underway() {
        return Reply.later(
                Problem.conflict(
                        "underway", "A request with this id is being served: ask again for it"),
                SOON);
    }

    private static Reply other() {
        return Reply.of(
                Problem.conflict(
                        "id-used", "This id was used for another request: take a new one"));
    }

    @Override
    public boolean confirm(Exchange exchange, String id) {
        Call call = exchange.getProperty(CALL, Call.class);
        if (call == null) {
            return true;
        }
        String owner = exchange.getProperty(OWNER, String.class);
        Reply reply = exchange.getMessage().getBody(Reply.class);
        try {
            if (reply.recorded() || (isSigned(call) && isFinal(reply))) {
                repeats.answered(id, call, owner, reply);
            } else {
                freed(id, call, owner);
            }
            return true;
        } catch (StoreException e) {
            return away(exchange, call, e);
        }
    }

    private void freed(String id, Call call, String owner) {
        if (isSigned(call)) {
            repeats.release(id, call, owner);
        } else {
            repeats.letGo(id, call, owner);
        }
    }

    /** An id that is signed is used up: whoever saw the request could change what is not signed. */
    private static boolean isSigned(Call call) {
        return call.caller().way() == Caller.Way.WEBHOOK;
    }

    /** What passes by itself may be asked again, as senders of webhooks do. */
    private static boolean isFinal(Reply reply) {
        return reply.status() < 500 && reply.status() != 409;
    }

    private static boolean away(Exchange exchange, Call call, StoreException fault) {
        LOG.error("{} met a fault of the store: {}", call.request().id(), fault.getMessage());
        return answered(
                exchange,
                Reply.later(
                        Problem.of(
                                503,
                                "store-away",
                                "The store cannot be reached",
                                "Come again later, under the same id"),
                        SOON));
    }

    @Override
    public boolean remove(Exchange exchange, String id) {
        Call call = exchange.getProperty(CALL, Call.class);
        if (call != null) {
            freed(id, call, exchange.getProperty(OWNER, String.class));
        }
        return true;
    }

    @Override
    public boolean add(String id) {
        throw withoutExchange();
    }

    @Override
    public boolean contains(String id) {
        throw withoutExchange();
    }

    @Override
    public boolean remove(String id) {
        throw withoutExchange();
    }

    @Override
    public boolean confirm(String id) {
        throw withoutExchange();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("What was answered is not forgotten at will");
    }

    private static UnsupportedOperationException withoutExchange() {
        return new UnsupportedOperationException(
                "An id means nothing without the request that bears it");
    }
}

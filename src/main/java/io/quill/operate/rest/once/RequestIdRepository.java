package io.quill.operate.rest.once;

import io.quill.operate.access.Caller;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Problem;
import io.quill.platform.store.StoreException;

import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Request ids as a repository for Camel's idempotent consumer. A repeated id puts the kept answer
 * into the exchange.
 */
public final class RequestIdRepository extends ServiceSupport implements IdempotentRepository {
    /** Marker of a request without an id. */
    public static final String WITHOUT = "";

    private static final String CALL = "quill.call";
    private static final String OWNER = "quill.owner";
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(RequestIdRepository.class);

    private final RequestIdStore requestIdStore;

    public RequestIdRepository(RequestIdStore requestIdStore) {
        this.requestIdStore = requestIdStore;
    }

    @Override
    public boolean add(Exchange exchange, String id) {
        if (id.equals(WITHOUT)) {
            return true;
        }
        OperationCall operationCall = exchange.getMessage().getBody(OperationCall.class);
        try {
            return claimed(exchange, id, operationCall);
        } catch (StoreException e) {
            return away(exchange, operationCall, e);
        }
    }

    private boolean claimed(Exchange exchange, String id, OperationCall operationCall) {
        return switch (requestIdStore.claim(id, operationCall)) {
            case RepeatCheck.First(String owner) -> {
                exchange.setProperty(CALL, operationCall);
                exchange.setProperty(OWNER, owner);
                yield true;
            }
            case RepeatCheck.Again(AdminReply first) -> answered(exchange, first);
            case RepeatCheck.Underway _ -> answered(exchange, underway());
            case RepeatCheck.Other _ -> answered(exchange, other());
        };
    }

    private static boolean answered(Exchange exchange, AdminReply adminReply) {
        exchange.getMessage().setBody(adminReply);
        return false;
    }

    private static AdminReply underway() {
        return AdminReply.retryLater(
                Problem.conflict(
                        "underway", "A request with this id is being served: ask again for it"),
                SOON);
    }

    private static AdminReply other() {
        return AdminReply.of(
                Problem.conflict(
                        "id-used", "This id was used for another request: take a new one"));
    }

    @Override
    public boolean confirm(Exchange exchange, String id) {
        OperationCall operationCall = exchange.getProperty(CALL, OperationCall.class);
        if (operationCall == null) {
            return true;
        }
        String owner = exchange.getProperty(OWNER, String.class);
        AdminReply adminReply = exchange.getMessage().getBody(AdminReply.class);
        try {
            if (adminReply.recorded() || (isSigned(operationCall) && isFinal(adminReply))) {
                requestIdStore.complete(id, operationCall, owner, adminReply);
            } else {
                freed(id, operationCall, owner);
            }
            return true;
        } catch (StoreException e) {
            return away(exchange, operationCall, e);
        }
    }

    private void freed(String id, OperationCall operationCall, String owner) {
        if (isSigned(operationCall)) {
            requestIdStore.release(id, operationCall, owner);
        } else {
            requestIdStore.delete(id, operationCall, owner);
        }
    }

    /** An id that is signed is used up: whoever saw the request could change what is not signed. */
    private static boolean isSigned(OperationCall operationCall) {
        return operationCall.caller().way() == Caller.Way.WEBHOOK;
    }

    /** Returns whether an answer is final; a request whose failure may pass can be sent again. */
    private static boolean isFinal(AdminReply adminReply) {
        return adminReply.status() < 500 && adminReply.status() != 409;
    }

    private static boolean away(
            Exchange exchange, OperationCall operationCall, StoreException fault) {
        LOG.error(
                "Request {} failed because of the store: {}",
                operationCall.request().id(),
                fault.getMessage());
        return answered(
                exchange,
                AdminReply.retryLater(
                        Problem.of(
                                503,
                                "store-away",
                                "The store cannot be reached",
                                "Come again later, under the same id"),
                        SOON));
    }

    @Override
    public boolean remove(Exchange exchange, String id) {
        OperationCall operationCall = exchange.getProperty(CALL, OperationCall.class);
        if (operationCall != null) {
            freed(id, operationCall, exchange.getProperty(OWNER, String.class));
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
        throw new UnsupportedOperationException("Answers cannot be removed");
    }

    private static UnsupportedOperationException withoutExchange() {
        return new UnsupportedOperationException("An id cannot be added without its request");
    }
}

package io.quill.platform.store.dynamo;

import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does one write with a request of its own. */
final class SingleWrites {
    private final Connection connection;
    private final AtomicBoolean unsure = new AtomicBoolean();

    SingleWrites(Connection connection) {
        this.connection = connection;
    }

    WriteResult write(Write write) {
        return write(Claim.on(write, connection.token()));
    }

    WriteResult write(Claim claim) {
        return write(claim, false);
    }

    /**
     * Whether a write was refused that may have been done before, when its answer was lost: another
     * writer may have changed the item since, and what followed from it is not counted.
     */
    boolean takeUnsure() {
        return unsure.getAndSet(false);
    }

    /**
     * @param wasSent whether it may have been done already
     */
    WriteResult write(Claim first, boolean wasSent) {
        Claim claim = first;
        boolean mayBeDone = wasSent;
        Backoff backoff = connection.backoff();
        while (true) {
            Instant now = connection.now();
            Connection.Asked<Optional<Map<String, AttributeValue>>> asked = send(claim, now);
            mayBeDone |= asked.again();
            Optional<Map<String, AttributeValue>> stood = asked.answer();
            if (stood.isEmpty()) {
                return WriteResult.APPLIED;
            }
            Optional<WriteResult> result = claim.judge(stood.get(), now);
            if (result.isPresent()) {
                if (mayBeDone && result.get() instanceof WriteResult.Refused) {
                    unsure.set(true);
                }
                return result.get();
            }
            Claim next = claim.against(stood.get(), now);
            if (!claim.equals(first) || next.equals(claim)) {
                backoff.again(contested(claim));
            }
            claim = next;
        }
    }

    /** What stood against it, if anything did. */
    private Connection.Asked<Optional<Map<String, AttributeValue>>> send(Claim claim, Instant now) {
        Prepared prepared = Prepared.of(claim, now);
        try {
            return connection.asked(
                    () -> {
                        try {
                            prepared.send(connection.client(), connection.table());
                            return Optional.empty();
                        } catch (ConditionalCheckFailedException e) {
                            return Optional.of(e.hasItem() ? e.item() : Map.of());
                        }
                    });
        } catch (StoreException e) {
            throw Faults.naming(claim.write().key(), e);
        }
    }

    private StoreException contested(Claim claim) {
        return new StoreException(
                StoreException.Reason.UNAVAILABLE,
                "Others keep changing " + claim.write().key().pk() + " at the same time");
    }
}

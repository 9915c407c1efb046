package io.quill.store.dynamo;

import io.quill.store.StoreException;
import io.quill.store.Write;
import io.quill.store.WriteResult;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Does one write with a request of its own. */
final class SingleWrites {
    private final Connection connection;

    SingleWrites(Connection connection) {
        this.connection = connection;
    }

    WriteResult write(Write write) {
        return write(Claim.on(write, connection.token()));
    }

    WriteResult write(Claim first) {
        Claim claim = first;
        Backoff backoff = connection.backoff();
        while (true) {
            Instant now = connection.now();
            Optional<Map<String, AttributeValue>> stood = send(claim, now);
            if (stood.isEmpty()) {
                return WriteResult.APPLIED;
            }
            Optional<WriteResult> result = claim.judge(stood.get(), now);
            if (result.isPresent()) {
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
    private Optional<Map<String, AttributeValue>> send(Claim claim, Instant now) {
        Prepared prepared = Prepared.of(claim, now);
        try {
            return connection.ask(
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

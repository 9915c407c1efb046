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

/** Does each write with a request of its own. */
final class SingleWrites {
    private final DynamoConnection dynamoConnection;
    private final AtomicBoolean mayBeUncounted = new AtomicBoolean();

    SingleWrites(DynamoConnection dynamoConnection) {
        this.dynamoConnection = dynamoConnection;
    }

    WriteResult write(Write write) {
        return write(TaggedWrite.of(write, dynamoConnection.token()));
    }

    WriteResult write(TaggedWrite taggedWrite) {
        return write(taggedWrite, false);
    }

    /**
     * Returns whether a write was refused that may have been done before, when its answer was lost,
     * so that its counts may be missing.
     */
    boolean resetUnsure() {
        return mayBeUncounted.getAndSet(false);
    }

    /**
     * @param wasSent whether it may have been done already
     */
    WriteResult write(TaggedWrite first, boolean wasSent) {
        TaggedWrite taggedWrite = first;
        boolean mayBeDone = wasSent;
        DynamoBackoff dynamoBackoff = dynamoConnection.backoff();
        while (true) {
            Instant now = dynamoConnection.now();
            DynamoConnection.Asked<Optional<Map<String, AttributeValue>>> asked =
                    send(taggedWrite, now);
            mayBeDone |= asked.again();
            Optional<Map<String, AttributeValue>> stood = asked.answer();
            if (stood.isEmpty()) {
                return WriteResult.APPLIED;
            }
            Optional<WriteResult> result = taggedWrite.result(stood.get(), now);
            if (result.isPresent()) {
                if (mayBeDone && result.get() instanceof WriteResult.Refused) {
                    mayBeUncounted.set(true);
                }
                return result.get();
            }
            TaggedWrite next = taggedWrite.adaptTo(stood.get(), now);
            if (!taggedWrite.equals(first) || next.equals(taggedWrite)) {
                dynamoBackoff.pauseOrThrow(contested(taggedWrite));
            }
            taggedWrite = next;
        }
    }

    /** Sends the write and returns the item that stood against it, if any. */
    private DynamoConnection.Asked<Optional<Map<String, AttributeValue>>> send(
            TaggedWrite taggedWrite, Instant now) {
        PreparedWrite preparedWrite = PreparedWrite.of(taggedWrite, now);
        try {
            return dynamoConnection.callCounted(
                    () -> {
                        try {
                            preparedWrite.send(dynamoConnection.client(), dynamoConnection.table());
                            return Optional.empty();
                        } catch (ConditionalCheckFailedException e) {
                            return Optional.of(e.hasItem() ? e.item() : Map.of());
                        }
                    });
        } catch (StoreException e) {
            throw DynamoErrors.withKey(taggedWrite.write().key(), e);
        }
    }

    private StoreException contested(TaggedWrite taggedWrite) {
        return new StoreException(
                StoreException.Reason.UNAVAILABLE,
                "Others keep changing " + taggedWrite.write().key().pk() + " at the same time");
    }
}

package io.quill.platform.store.dynamo;

import io.quill.platform.store.StoreException;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Connection to the table: client, clock and retries. */
record DynamoConnection(
        DynamoDbClient client,
        String table,
        InstantSource clock,
        RandomGenerator random,
        DynamoBackoff.Pause pause) {
    private static final int TOKEN_BYTES = 12;

    Instant now() {
        return clock.instant();
    }

    DynamoBackoff backoff() {
        return new DynamoBackoff(random, pause);
    }

    /** Creates a token by which a repeated write recognises itself. */
    String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /**
     * Answer to a request.
     *
     * @param again whether it was asked more than once, so that it may have been done before
     */
    record Asked<T>(T answer, boolean again) {}

    /** Calls until there is an answer, a permanent failure, or too many attempts. */
    <T> T call(Supplier<T> call) {
        return callCounted(call).answer();
    }

    /** Calls like call, and tells whether there was more than one attempt. */
    <T> Asked<T> callCounted(Supplier<T> call) {
        DynamoBackoff dynamoBackoff = backoff();
        for (boolean again = false; true; again = true) {
            try {
                return new Asked<>(call.get(), again);
            } catch (SdkException e) {
                StoreException fault = DynamoErrors.of(e, table);
                if (fault.reason() != StoreException.Reason.UNAVAILABLE) {
                    throw fault;
                }
                dynamoBackoff.pauseOrThrow(fault);
            } catch (CancellationException e) {
                // the SDK's own time-out, when it strikes while a connection is waited for
                dynamoBackoff.pauseOrThrow(DynamoErrors.cancelled(table, e));
            }
        }
    }
}

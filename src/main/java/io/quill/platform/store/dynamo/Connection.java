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

/** The table as seen from here, the time, chance, and patience. */
record Connection(
        DynamoDbClient client,
        String table,
        InstantSource clock,
        RandomGenerator random,
        Backoff.Pause pause) {
    private static final int TOKEN_BYTES = 12;

    Instant now() {
        return clock.instant();
    }

    Backoff backoff() {
        return new Backoff(random, pause);
    }

    /** A mark by which a write knows itself again. */
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

    /** Asks until there is an answer, the fault is one that stays, or it has been enough. */
    <T> T ask(Supplier<T> call) {
        return asked(call).answer();
    }

    /** As {@link #ask}, and says whether it asked again. */
    <T> Asked<T> asked(Supplier<T> call) {
        Backoff backoff = backoff();
        for (boolean again = false; true; again = true) {
            try {
                return new Asked<>(call.get(), again);
            } catch (SdkException e) {
                StoreException fault = Faults.of(e, table);
                if (fault.reason() != StoreException.Reason.UNAVAILABLE) {
                    throw fault;
                }
                backoff.again(fault);
            } catch (CancellationException e) {
                // the SDK's own time-out, when it strikes while a connection is waited for
                backoff.again(Faults.cancelled(table, e));
            }
        }
    }
}

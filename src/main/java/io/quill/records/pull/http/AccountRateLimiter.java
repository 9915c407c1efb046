package io.quill.records.pull.http;

import io.quill.records.connector.RateLimit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** Rate limiter of an account, shared by everything that reads for it. */
public final class AccountRateLimiter {
    private final RateLimit rateLimit;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Semaphore places;
    private final Deque<Instant> asked = new ArrayDeque<>();
    private Instant closedUntil = Instant.EPOCH;

    public AccountRateLimiter(RateLimit rateLimit, InstantSource clock, Sleeper sleeper) {
        this.rateLimit = rateLimit;
        this.clock = clock;
        this.sleeper = sleeper;
        this.places = new Semaphore(rateLimit.concurrent());
    }

    /** Waits for a free slot and for room in the limit; the caller must release it. */
    void acquire() throws InterruptedException {
        places.acquire();
        try {
            for (Duration wait = reserve(); wait.isPositive(); wait = reserve()) {
                sleeper.sleep(wait);
            }
        } catch (InterruptedException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    void release() {
        places.release();
    }

    /** Blocks all requests for a while, as the service asked. */
    synchronized void blockFor(Duration wait) {
        Instant until = clock.instant().plus(wait);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    /** Returns zero when a request was reserved, else the time until there is room. */
    private synchronized Duration reserve() {
        Instant now = clock.instant();
        while (!asked.isEmpty() && !asked.getFirst().plus(rateLimit.per()).isAfter(now)) {
            asked.removeFirst();
        }
        if (closedUntil.isAfter(now)) {
            return Duration.between(now, closedUntil);
        }
        if (asked.size() >= rateLimit.requests()) {
            return Duration.between(now, asked.getFirst().plus(rateLimit.per()));
        }
        asked.addLast(now);
        return Duration.ZERO;
    }
}

package io.quill.records.pull.http;

import io.quill.records.connector.Budget;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** What an account may still ask; everybody who asks for it shares one. */
public final class Allowance {
    private final Budget budget;
    private final InstantSource clock;
    private final Pause pause;
    private final Semaphore places;
    private final Deque<Instant> asked = new ArrayDeque<>();
    private Instant closedUntil = Instant.EPOCH;

    public Allowance(Budget budget, InstantSource clock, Pause pause) {
        this.budget = budget;
        this.clock = clock;
        this.pause = pause;
        this.places = new Semaphore(budget.concurrent());
    }

    /** Waits for a place and for room in the budget; whoever entered leaves. */
    void enter() throws InterruptedException {
        places.acquire();
        try {
            for (Duration wait = take(); wait.isPositive(); wait = take()) {
                pause.pause(wait);
            }
        } catch (InterruptedException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    void leave() {
        places.release();
    }

    /** The service wants to be left alone. */
    synchronized void close(Duration wait) {
        Instant until = clock.instant().plus(wait);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    /** Zero when it was taken, else how long until there is room. */
    private synchronized Duration take() {
        Instant now = clock.instant();
        while (!asked.isEmpty() && !asked.getFirst().plus(budget.per()).isAfter(now)) {
            asked.removeFirst();
        }
        if (closedUntil.isAfter(now)) {
            return Duration.between(now, closedUntil);
        }
        if (asked.size() >= budget.requests()) {
            return Duration.between(now, asked.getFirst().plus(budget.per()));
        }
        asked.addLast(now);
        return Duration.ZERO;
    }
}

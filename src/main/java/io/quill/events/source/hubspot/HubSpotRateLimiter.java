package io.quill.events.source.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps to HubSpot's limits in advance, and to those that HubSpot reports. */
final class HubSpotRateLimiter {
    private final InstantSource clock;
    private final Window calls;
    private final Window searches;
    private Instant closedUntil = Instant.EPOCH;

    HubSpotRateLimiter(HubSpotLimits hubSpotLimits, InstantSource clock) {
        this.clock = clock;
        this.calls = new Window(hubSpotLimits.callsPerTenSeconds(), Duration.ofSeconds(10));
        this.searches = new Window(hubSpotLimits.searchesPerSecond(), Duration.ofSeconds(1));
    }

    /** Returns zero when a request was reserved, else the time until there is room. */
    synchronized Duration reserve(boolean search) {
        Instant now = clock.instant();
        Duration wait = longer(calls.wait(now), Duration.between(now, closedUntil));
        if (search) {
            wait = longer(wait, searches.wait(now));
        }
        if (wait.isPositive()) {
            return wait;
        }
        calls.add(now);
        if (search) {
            searches.add(now);
        }
        return Duration.ZERO;
    }

    /** Blocks all requests for a while, as HubSpot asked. */
    synchronized void blockFor(Duration wait) {
        Instant until = clock.instant().plus(wait);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** One that slides; the service's own may not, and then this one is the stricter. */
    private static final class Window {
        private final int most;
        private final Duration length;
        private final Deque<Instant> taken = new ArrayDeque<>();

        Window(int most, Duration length) {
            this.most = most;
            this.length = length;
        }

        Duration wait(Instant now) {
            while (!taken.isEmpty() && !taken.getFirst().plus(length).isAfter(now)) {
                taken.removeFirst();
            }
            return taken.size() < most
                    ? Duration.ZERO
                    : Duration.between(now, taken.getFirst().plus(length));
        }

        void add(Instant now) {
            taken.addLast(now);
        }
    }
}

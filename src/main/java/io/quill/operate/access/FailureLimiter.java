package io.quill.operate.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits failed attempts of an address: a burst, then one every few seconds. An IPv6 network counts
 * as one address.
 */
final class FailureLimiter {
    static final int AT_ONCE = 20;
    static final Duration REGAINED_AFTER = Duration.ofSeconds(6);

    private static final int MOST_ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final InstantSource clock;
    private final Map<String, Debt> debts = new LinkedHashMap<>();

    /** Failures that are not forgiven yet, as of a time. */
    private record Debt(double failures, Instant at) {
        Debt at(Instant now) {
            double forgiven =
                    (double) Duration.between(at, now).toMillis() / REGAINED_AFTER.toMillis();
            return new Debt(Math.max(0, failures - Math.max(0, forgiven)), now);
        }
    }

    FailureLimiter(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean isExceeded(InetAddress address) {
        Debt debt = debts.get(network(address));
        return debt != null && debt.at(clock.instant()).failures() > AT_ONCE - 1;
    }

    synchronized void add(InetAddress address) {
        Instant now = clock.instant();
        String network = network(address);
        Debt before = debts.remove(network);
        double failures = before == null ? 0 : before.at(now).failures();
        debts.put(network, new Debt(failures + 1, now));
        if (debts.size() > MOST_ADDRESSES) {
            debts.remove(debts.keySet().iterator().next());
        }
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        int significant = address instanceof Inet6Address ? NETWORK_BYTES : bytes.length;
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, significant));
    }
}

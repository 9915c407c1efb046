package io.quill.events.source.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Cache of HubSpot's owners by id. */
public final class OwnerCache {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration KEPT_WHEN_ONE_LACKS = Duration.ofMinutes(5);

    private final Crm crm;
    private final InstantSource clock;
    private Map<String, Owner> known = Map.of();
    private Instant readAt = Instant.EPOCH;

    public OwnerCache(Crm crm, InstantSource clock) {
        this.crm = crm;
        this.clock = clock;
    }

    public HubSpotResult<Map<String, Owner>> all() {
        return including(Set.of());
    }

    /**
     * Returns the owners, read again now and then while one of these ids is missing. An old list is
     * better than none.
     */
    public synchronized HubSpotResult<Map<String, Owner>> including(Set<String> ids) {
        Duration age = Duration.between(readAt, clock.instant());
        boolean complete = known.keySet().containsAll(ids);
        if (age.compareTo(complete ? KEPT : KEPT_WHEN_ONE_LACKS) < 0) {
            return new HubSpotResult.Given<>(known);
        }
        HubSpotResult<Map<String, Owner>> fresh = crm.owners();
        if (fresh instanceof HubSpotResult.Given<Map<String, Owner>>(var owners)) {
            known = owners;
            readAt = clock.instant();
        }
        return known.isEmpty() ? fresh : new HubSpotResult.Given<>(known);
    }
}

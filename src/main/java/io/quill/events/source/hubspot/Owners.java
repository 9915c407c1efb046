package io.quill.events.source.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** HubSpot's owners by their ids, remembered for a while. */
public final class Owners {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration KEPT_WHEN_ONE_LACKS = Duration.ofMinutes(5);

    private final Crm crm;
    private final InstantSource clock;
    private Map<String, Owner> known = Map.of();
    private Instant readAt = Instant.EPOCH;

    public Owners(Crm crm, InstantSource clock) {
        this.crm = crm;
        this.clock = clock;
    }

    public Answer<Map<String, Owner>> all() {
        return knowing(Set.of());
    }

    /**
     * Looks again, though not for ever, when one of these is not among those remembered. A list
     * that is old serves better than none.
     */
    public synchronized Answer<Map<String, Owner>> knowing(Set<String> ids) {
        Duration age = Duration.between(readAt, clock.instant());
        boolean complete = known.keySet().containsAll(ids);
        if (age.compareTo(complete ? KEPT : KEPT_WHEN_ONE_LACKS) < 0) {
            return new Answer.Given<>(known);
        }
        Answer<Map<String, Owner>> fresh = crm.owners();
        if (fresh instanceof Answer.Given<Map<String, Owner>>(var owners)) {
            known = owners;
            readAt = clock.instant();
        }
        return known.isEmpty() ? fresh : new Answer.Given<>(known);
    }
}

package io.quill.events.source.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Portal that the token belongs to: the configured one, else the one HubSpot names. Ids of records
 * are unique within a portal alone.
 */
public final class Portal {
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);

    private final Crm crm;
    private final InstantSource clock;
    private Optional<HubSpotResult<String>> last;
    private Instant askAgain = Instant.MAX;

    /**
     * @param set blank to ask HubSpot
     */
    public Portal(String set, Crm crm, InstantSource clock) {
        this.crm = crm;
        this.clock = clock;
        this.last = set.isBlank() ? Optional.empty() : Optional.of(new HubSpotResult.Given<>(set));
    }

    /** Returns the portal's id, asking HubSpot until it has named one. */
    public synchronized HubSpotResult<String> id() {
        if (last.isPresent() && clock.instant().isBefore(askAgain)) {
            return last.get();
        }
        HubSpotResult<String> hubSpotResult = crm.portal();
        last = Optional.of(hubSpotResult);
        askAgain =
                switch (hubSpotResult) {
                    case HubSpotResult.Given<String> _ -> Instant.MAX;
                    case HubSpotResult.Withheld<String>(_, Duration wait) ->
                            clock.instant().plus(wait);
                    case HubSpotResult.Refused<String> _ -> clock.instant().plus(ASKED_AGAIN);
                };
        return hubSpotResult;
    }
}

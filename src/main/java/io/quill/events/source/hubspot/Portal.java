package io.quill.events.source.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The portal that the token belongs to: what an operator says it is, else what HubSpot says. Ids of
 * records mean something within their portal alone.
 */
public final class Portal {
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);

    private final Crm crm;
    private final InstantSource clock;
    private Optional<Answer<String>> last;
    private Instant askAgain = Instant.MAX;

    /**
     * @param set blank to ask HubSpot
     */
    public Portal(String set, Crm crm, InstantSource clock) {
        this.crm = crm;
        this.clock = clock;
        this.last = set.isBlank() ? Optional.empty() : Optional.of(new Answer.Given<>(set));
    }

    /** Asks once; after an answer that names none, now and then again. */
    public synchronized Answer<String> id() {
        if (last.isPresent() && clock.instant().isBefore(askAgain)) {
            return last.get();
        }
        Answer<String> answer = crm.portal();
        last = Optional.of(answer);
        askAgain =
                switch (answer) {
                    case Answer.Given<String> _ -> Instant.MAX;
                    case Answer.Withheld<String>(_, Duration wait) -> clock.instant().plus(wait);
                    case Answer.Refused<String> _ -> clock.instant().plus(ASKED_AGAIN);
                };
        return answer;
    }
}

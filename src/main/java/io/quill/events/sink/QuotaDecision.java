package io.quill.events.sink;

import java.time.Instant;

/** Decision of the quota: send now, or wait. */
public sealed interface QuotaDecision {
    record Send(int upTo) implements QuotaDecision {}

    /** Ask again then; an answer to what is in flight may allow it earlier. */
    record Wait(Instant until) implements QuotaDecision {}
}

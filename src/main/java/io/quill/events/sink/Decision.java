package io.quill.events.sink;

import java.time.Instant;

/** Whether the quota lets a batch go now. */
public sealed interface Decision {
    record Send(int upTo) implements Decision {}

    /** Ask again then; an answer to what is in flight may allow it earlier. */
    record Wait(Instant until) implements Decision {}
}

package io.quill.events.webhook;

import java.time.Duration;

/** Is told how each delivery was answered; whatever it does must not take long. */
public interface Witness {
    /** The source is one that is known, or "unknown". */
    void answered(String source, Answer answer, Duration took);
}

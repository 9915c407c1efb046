package io.quill.records.pull.http;

import java.time.Duration;

/** How time is let pass. */
public interface Pause {
    void pause(Duration time) throws InterruptedException;
}

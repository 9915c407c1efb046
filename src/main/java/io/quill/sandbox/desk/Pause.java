package io.quill.sandbox.desk;

import java.time.Duration;

/** How time is let pass. */
public interface Pause {
    void pause(Duration time) throws InterruptedException;
}

package io.quill.events.resolve;

import java.time.Duration;

/** Lets time pass. */
public interface ReconcileSleeper {
    void sleep(Duration time) throws InterruptedException;
}

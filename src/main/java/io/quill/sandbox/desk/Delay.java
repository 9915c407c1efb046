package io.quill.sandbox.desk;

import java.time.Duration;

/** Lets time pass. */
public interface Delay {
    void pause(Duration time) throws InterruptedException;
}

package io.quill.records.schedule;

import io.quill.records.pull.http.PullException;
import io.quill.records.pull.http.Sleeper;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stops long pulls between two pages, and their pauses at once, when Quill is about to stop. */
public final class StopSignal implements Sleeper {
    private final CountDownLatch wanted = new CountDownLatch(1);

    public void request() {
        wanted.countDown();
    }

    public boolean isRequested() {
        return wanted.getCount() == 0;
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        if (wanted.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("Quill stops");
        }
    }

    void throwIfRequested() {
        if (isRequested()) {
            throw new PullException("Quill stops; the next run begins where this one did.");
        }
    }
}

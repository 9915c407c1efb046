package io.quill.records.schedule;

import io.quill.records.pull.http.Pause;
import io.quill.records.pull.http.PullException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends long pulls between two pages, and their pauses at once, when Quill is about to stop. */
public final class Stop implements Pause {
    private final CountDownLatch wanted = new CountDownLatch(1);

    public void now() {
        wanted.countDown();
    }

    public boolean isWanted() {
        return wanted.getCount() == 0;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        if (wanted.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("Quill stops");
        }
    }

    void check() {
        if (isWanted()) {
            throw new PullException("Quill stops; the next run begins where this one did.");
        }
    }
}

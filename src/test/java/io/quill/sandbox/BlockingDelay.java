package io.quill.sandbox;

import io.quill.sandbox.desk.Delay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A pause that lasts until a test ends it. */
final class BlockingDelay implements Delay {
    private final Semaphore waiting = new Semaphore(0);
    private final CountDownLatch opened = new CountDownLatch(1);

    @Override
    public void pause(Duration time) throws InterruptedException {
        waiting.release();
        if (!opened.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody opened the turnstile");
        }
    }

    boolean holds(int callers) throws InterruptedException {
        return waiting.tryAcquire(callers, 20, TimeUnit.SECONDS);
    }

    void open() {
        opened.countDown();
    }
}

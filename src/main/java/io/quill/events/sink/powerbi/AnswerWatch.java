package io.quill.events.sink.powerbi;

import org.apache.hc.core5.concurrent.Cancellable;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Ends a request whose answer is not complete in time. */
final class AnswerWatch {
    private final Cancellable request;
    private final Thread watcher;
    private volatile long deadline;
    private volatile boolean connected;
    private volatile boolean ended;
    private volatile boolean resting;

    AnswerWatch(Cancellable request, Duration toConnect) {
        this.request = request;
        this.deadline = System.nanoTime() + toConnect.toNanos();
        this.watcher = Thread.ofVirtual().name("answer").start(this::watch);
    }

    void connected(Duration patience) {
        connected = true;
        deadline = System.nanoTime() + patience.toNanos();
        resting = false;
        LockSupport.unpark(watcher);
    }

    /** Somebody else looks after the time until it is connected again. */
    void rest() {
        resting = true;
    }

    boolean isConnected() {
        return connected;
    }

    void end() {
        ended = true;
        LockSupport.unpark(watcher);
    }

    /** Unless it has ended. */
    void giveUp() {
        if (!ended) {
            end();
            request.cancel();
        }
    }

    private void watch() {
        while (!ended) {
            long left = deadline - System.nanoTime();
            if (resting) {
                LockSupport.park();
            } else if (left > 0) {
                LockSupport.parkNanos(left);
            } else {
                giveUp();
            }
        }
    }
}

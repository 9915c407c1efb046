package io.quill.events.sink.powerbi;

import org.apache.hc.core5.concurrent.Cancellable;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Deadline of a response: cancels a request whose response is not complete in time. */
final class ResponseDeadline {
    private final Cancellable request;
    private final Thread watcher;
    private volatile long deadline;
    private volatile boolean connected;
    private volatile boolean ended;
    private volatile boolean resting;

    ResponseDeadline(Cancellable request, Duration toConnect) {
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

    /** Suspends the deadline until it is started again. */
    void suspend() {
        resting = true;
    }

    boolean isConnected() {
        return connected;
    }

    void stop() {
        ended = true;
        LockSupport.unpark(watcher);
    }

    /** Cancels the request, unless it has ended. */
    void cancel() {
        if (!ended) {
            stop();
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
                cancel();
            }
        }
    }
}

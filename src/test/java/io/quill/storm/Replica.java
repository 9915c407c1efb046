package io.quill.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One Quill in a process of its own, which can be killed and started again on the same port. */
final class Replica implements AutoCloseable {
    private final int port;
    private final Map<String, String> environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Server server;
    private Duration slowestStart = Duration.ZERO;
    private boolean up = true;

    private Replica(int port, Map<String, String> environment, Server server) {
        this.port = port;
        this.environment = environment;
        this.server = server;
    }

    static Replica start(Map<String, String> environment) throws IOException {
        int port = Server.freePort();
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUILL_PORT", Integer.toString(port));
        all.put("QUILL_HOST", "127.0.0.1");
        return new Replica(port, all, launched(port, all));
    }

    private static Server launched(int port, Map<String, String> environment) throws IOException {
        return Server.start("io.quill.Quill", port, environment, "run");
    }

    /** What this machine needs to start one, which tells how busy it is otherwise. */
    Duration slowestStart() {
        return slowestStart;
    }

    int port() {
        return port;
    }

    /** Whoever found nobody listening waits here, as in front of a load balancer. */
    void awaitUp() {
        lock.lock();
        try {
            while (!up) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void is(boolean nowUp) {
        lock.lock();
        try {
            up = nowUp;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends it without a warning; the moment of its end. */
    Instant kill() {
        is(false);
        server.kill();
        return Instant.now();
    }

    /** Starts it again after a kill; the moment from which it listens. */
    Instant revive() {
        long begun = System.nanoTime();
        try {
            server = launched(port, environment);
        } catch (IOException e) {
            throw new UncheckedIOException("It did not start again", e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        slowestStart = took.compareTo(slowestStart) > 0 ? took : slowestStart;
        is(true);
        return Instant.now();
    }

    @Override
    public void close() {
        server.close();
    }
}

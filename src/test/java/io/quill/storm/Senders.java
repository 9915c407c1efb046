package io.quill.storm;

import io.quill.house.Deliveries;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Deliver as Aloware does: each event once, and one in ten twice. What got no answer is not sent
 * again; only where nobody listened was nothing sent. They send as far as they are let.
 */
final class Senders implements AutoCloseable {
    static final int AGENTS = 10;
    static final long FIRST_AGENT = 101;

    private static final int CONCURRENT = 16;
    private static final long FIRST_ID = 54_000_000;
    private static final int DAYS = 15;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);

    private final List<Replica> replicas;
    private final String token;
    private final int events;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> all = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger deliveries = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int allowed;
    private int sent;

    Senders(List<Replica> replicas, String token, int events) {
        this.replicas = replicas;
        this.token = token;
        this.events = events;
    }

    void start() {
        for (int i = 0; i < CONCURRENT; i++) {
            all.add(threads.submit(this::send));
        }
    }

    private void send() {
        for (int place = begun.getAndIncrement(); place < events; place = begun.getAndIncrement()) {
            awaitLeave(place);
            deliver(place);
            if (place % 10 == 0) {
                deliver(place);
            }
            count();
        }
    }

    private void deliver(int place) {
        long id = FIRST_ID + place;
        LocalDate day = FIRST_DAY.plusDays((long) place * DAYS / events);
        String agent = Long.toString(FIRST_AGENT + place % AGENTS);
        String body = Deliveries.call(id, agent, day);
        String key = "ALOWARE:" + id;
        try {
            switch (status(body)) {
                case 202 -> acknowledged.add(key);
                default -> refused.incrementAndGet();
            }
        } catch (IOException _) {
            unanswered.add(key);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(String body) throws IOException, InterruptedException {
        Replica replica = replicas.get(deliveries.getAndIncrement() % replicas.size());
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + replica.port() + "/webhook/aloware"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        while (true) {
            try {
                return http.send(request, BodyHandlers.discarding()).statusCode();
            } catch (ConnectException _) {
                replica.awaitUp();
            }
        }
    }

    private void awaitLeave(int place) {
        lock.lock();
        try {
            while (place >= allowed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void count() {
        lock.lock();
        try {
            sent++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets so many more be sent. */
    void allow(int more) {
        lock.lock();
        try {
            allowed += more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void awaitSent(int number) {
        lock.lock();
        try {
            while (sent < Math.min(number, events)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    void finish() throws ExecutionException, InterruptedException {
        allow(events);
        for (Future<?> each : all) {
            each.get();
        }
    }

    int deliveries() {
        return deliveries.get();
    }

    /** Told to come later, which this source does not. */
    int refused() {
        return refused.get();
    }

    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** They may be held or not. */
    Set<String> unanswered() {
        return unanswered.stream()
                .filter(key -> !acknowledged.contains(key))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}

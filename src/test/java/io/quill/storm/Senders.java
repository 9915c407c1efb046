package io.quill.storm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * Deliver as the sources do: each event once, and one in ten twice. What got no answer is sent
 * again only where its source does so. They send as far as they are let.
 */
final class Senders implements AutoCloseable {
    private static final int CONCURRENT = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BEFORE_A_REDELIVERY = Duration.ofMillis(300);

    private final Fleet fleet;
    private final Sources sources;
    private final int events;
    private final DiskFaults disk;
    private final HttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> all = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger deliveries = new AtomicInteger();
    private final AtomicInteger afterwards = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger putOff = new AtomicInteger();
    private final Map<String, Fate> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int allowed;
    private int sent;

    Senders(Fleet fleet, Sources sources, int events, DiskFaults disk, HttpClient http) {
        this.disk = disk;
        this.fleet = fleet;
        this.sources = sources;
        this.events = events;
        this.http = http;
    }

    void start() {
        for (int i = 0; i < CONCURRENT; i++) {
            all.add(threads.submit(this::send));
        }
    }

    private void send() {
        for (int place = begun.getAndIncrement(); place < events; place = begun.getAndIncrement()) {
            awaitLeave(place);
            Parcel parcel = sources.at(place);
            deliver(parcel);
            if (Sources.isRepeated(place)) {
                deliver(parcel);
            }
            count();
        }
    }

    private void deliver(Parcel parcel) {
        boolean open = true;
        while (open) {
            try {
                open = !isOver(parcel);
                if (open) {
                    Patience.pass(BEFORE_A_REDELIVERY);
                }
            } catch (IOException _) {
                unanswered.add(parcel.key());
                open = parcel.redelivered();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                open = false;
            }
        }
    }

    /** What is refused while the disk fails was not acknowledged, and is sent again. */
    private boolean isOver(Parcel parcel) throws IOException, InterruptedException {
        deliveries.incrementAndGet();
        int status = status(parcel);
        if (status == 202) {
            acknowledged.put(parcel.key(), parcel.fate());
            return true;
        }
        if (status == 503 && disk.excuse()) {
            putOff.incrementAndGet();
            return false;
        }
        if (!parcel.redelivered()) {
            refused.incrementAndGet();
        }
        return !parcel.redelivered();
    }

    /** Where nobody listened, nothing was sent. */
    private int status(Parcel parcel) throws IOException, InterruptedException {
        while (true) {
            try {
                return http.send(
                                parcel.request()
                                        .apply(fleet.next().origin())
                                        .timeout(PATIENCE)
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
            } catch (ConnectException _) {
                // somebody was killed this very moment
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

    /** All that is left, and then what is heard of it afterwards. */
    void finish() throws ExecutionException, InterruptedException {
        allow(events);
        for (Future<?> each : all) {
            each.get();
        }
        sources.afterwards()
                .forEach(
                        parcel -> {
                            deliver(parcel);
                            afterwards.incrementAndGet();
                        });
    }

    /** What was heard of an event after its creation, which makes no event. */
    int afterwards() {
        return afterwards.get();
    }

    int deliveries() {
        return deliveries.get();
    }

    /** Told to come later while the disk failed. */
    int putOff() {
        return putOff.get();
    }

    /** Told to come later, although their source does not. */
    int refused() {
        return refused.get();
    }

    Set<String> acknowledged(Fate fate) {
        return acknowledged.entrySet().stream()
                .filter(each -> each.getValue() == fate)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** They may be held or not. */
    Set<String> unanswered() {
        return unanswered.stream()
                .filter(key -> !acknowledged.containsKey(key))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

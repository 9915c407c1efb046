package io.quill.storm;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** The processes of one scene, as a load balancer sees them. */
final class Fleet implements AutoCloseable {
    private final List<Replica> replicas;
    private final AtomicInteger turn = new AtomicInteger();

    private Fleet(List<Replica> replicas) {
        this.replicas = List.copyOf(replicas);
    }

    static Fleet start(List<Map<String, String>> environments, HttpClient http) {
        return new Fleet(
                environments.parallelStream().map(each -> Replica.start(each, http)).toList());
    }

    Replica any(Random random) {
        return replicas.get(random.nextInt(replicas.size()));
    }

    /** The one that pushes; when none does at the moment, it is waited for. */
    Replica leader() {
        Patience.until("somebody pushes", () -> replicas.stream().anyMatch(Replica::leads));
        return replicas.stream().filter(Replica::leads).findFirst().orElseGet(this::leader);
    }

    /** One that listens, each in its turn; where none does, whoever calls waits. */
    Replica next() {
        for (int i = 0; i < replicas.size(); i++) {
            Replica each = replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
            if (each.isUp()) {
                return each;
            }
        }
        Replica first = replicas.getFirst();
        Patience.until("somebody listens", () -> replicas.stream().anyMatch(Replica::isUp));
        return replicas.stream().filter(Replica::isUp).findFirst().orElse(first);
    }

    /** All of them end at once, and are started again at once; how many did. */
    int restart() {
        int before = starts();
        replicas.forEach(Replica::kill);
        replicas.parallelStream().forEach(Replica::revive);
        return starts() - before;
    }

    int starts() {
        return replicas.stream().mapToInt(Replica::starts).sum();
    }

    Duration slowestStart() {
        return replicas.stream()
                .map(Replica::slowestStart)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** CPU seconds of all processes that ran. */
    double spent() {
        return replicas.stream().mapToDouble(Replica::spent).sum();
    }

    @Override
    public void close() {
        replicas.parallelStream().forEach(Replica::close);
    }
}

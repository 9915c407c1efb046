package io.quill.sandbox.desk;

import io.quill.sandbox.web.Reply;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was served: the last requests one by one, all of them counted. */
public final class Journal {
    private static final int KEPT = 10_000;

    private final Deque<Served> last = new ArrayDeque<>();
    private final Map<String, Long> counted = new TreeMap<>();

    synchronized void add(Instant at, Call call, Reply reply) {
        String outcome =
                switch (reply) {
                    case Reply.Answer answer -> Integer.toString(answer.status());
                    case Reply.Silence() -> "silence";
                    case Reply.Drop() -> "drop";
                    case Reply.Drip() -> "drip";
                    case Reply.Endless() -> "endless";
                };
        last.addLast(new Served(at, call, outcome));
        if (last.size() > KEPT) {
            last.removeFirst();
        }
        counted.merge(call.system() + "." + call.operation() + "." + outcome, 1L, Long::sum);
    }

    public synchronized List<Served> served() {
        return List.copyOf(last);
    }

    /** How often, by {@code system.operation.outcome}. */
    public synchronized Map<String, Long> counters() {
        return new TreeMap<>(counted);
    }

    public long count(String system, String operation) {
        String prefix = system + "." + operation + ".";
        return counters().entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public synchronized void clear() {
        last.clear();
        counted.clear();
    }
}

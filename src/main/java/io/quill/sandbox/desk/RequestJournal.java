package io.quill.sandbox.desk;

import io.quill.sandbox.web.SandboxReply;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Journal of served requests: the last ones one by one, and counts of all. */
public final class RequestJournal {
    private static final int KEPT = 10_000;

    private final Deque<JournalEntry> last = new ArrayDeque<>();
    private final Map<String, Long> counted = new TreeMap<>();

    synchronized void add(Instant at, ServiceCall serviceCall, SandboxReply sandboxReply) {
        String outcome =
                switch (sandboxReply) {
                    case SandboxReply.Answer answer -> Integer.toString(answer.status());
                    case SandboxReply.Silence() -> "silence";
                    case SandboxReply.Drop() -> "drop";
                    case SandboxReply.Drip() -> "drip";
                    case SandboxReply.Endless() -> "endless";
                };
        last.addLast(new JournalEntry(at, serviceCall, outcome));
        if (last.size() > KEPT) {
            last.removeFirst();
        }
        counted.merge(
                serviceCall.system() + "." + serviceCall.operation() + "." + outcome,
                1L,
                Long::sum);
    }

    public synchronized List<JournalEntry> served() {
        return List.copyOf(last);
    }

    /** Counts by {@code system.operation.outcome}. */
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

package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.RetentionPolicy;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Facts that were pushed, without anybody to push them to. */
public final class PushedFacts {
    private final InstantSource clock;
    private final DataStore store;
    private final BatchStore book;
    private final Lease lease;
    private final List<String> pushed = new ArrayList<>();

    public PushedFacts(DataStore store, InstantSource clock) {
        this.clock = clock;
        this.store = store;
        this.book = new BatchStore(store, clock, Duration.ofDays(14));
        this.lease = new Lease(store, clock, "pushed", Duration.ofDays(1));
    }

    public FactCounts counts() {
        return new FactCounts(store, clock);
    }

    /** As the table has them. */
    public List<String> rows() {
        return List.copyOf(pushed);
    }

    public void calls(String agent, LocalDate date, int count) {
        facts(agent, "CALLS", date, count);
    }

    public void facts(String agent, String metric, LocalDate date, int count) {
        Guard guard = lease.acquire().orElseThrow();
        List<EventKey> keys = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(new EventKey("ALOWARE:" + book.next() + "-" + i));
            rows.add(
                    "{\"EventID\":\"%s\",\"AgentID\":\"%s\",\"FactDateKey\":\"%sT00:00:00.000Z\",\"MetricID\":\"%s\"}"
                            .formatted(keys.getLast(), agent, date, metric));
        }
        DatasetQuota datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE);
        OpenBatch fixed =
                book.fix(guard, book.open(guard, keys, rows), "dataset", datasetQuota.state());
        OpenBatch taken = book.markTaken(guard, fixed, "taken", Optional.empty());
        book.markSettled(guard, taken, "settled");
        pushed.addAll(rows);
    }
}

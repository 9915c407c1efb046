package io.quill.events.push;

import io.quill.events.sink.Quota;
import io.quill.events.sink.Retention;
import io.quill.events.sink.Sink;
import io.quill.events.sink.Standing;
import io.quill.platform.store.DataStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Where rows go: the sink is looked at before anything is sent, and what is counted there known.
 */
final class Destination {
    private static final Logger LOG = LoggerFactory.getLogger(Destination.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STANDSTILL = Duration.ofSeconds(8);

    private final DataStore store;
    private final Sink sink;
    private final BatchBook book;
    private final Aftermath aftermath;
    private final Prerequisites prerequisites;
    private final Pace pace;
    private final InstantSource clock;

    Destination(
            DataStore store,
            Sink sink,
            BatchBook book,
            Aftermath aftermath,
            Prerequisites prerequisites,
            Pace pace,
            InstantSource clock) {
        this.store = store;
        this.sink = sink;
        this.book = book;
        this.aftermath = aftermath;
        this.prerequisites = prerequisites;
        this.pace = pace;
        this.clock = clock;
    }

    /** Whether rows may go there now. */
    boolean isFound(Tenure now) {
        switch (sink.ensure()) {
            case Standing.Ready ready -> {
                begin(now, ready.dataset(), ready.retention());
                new DatasetInUse(ready.dataset(), ready.missing()).keep(store, now.guard());
                ready.remarks()
                        .forEach(remark -> LOG.warn("Dataset {}: {}", ready.dataset(), remark));
                LOG.info("Pushes go to dataset {}", ready.dataset());
                return true;
            }
            case Standing.Away(String words) -> pace.pause(PAUSE, words);
            case Standing.Faulty(String words) -> pace.pause(STANDSTILL, words);
        }
        return false;
    }

    private void begin(Tenure now, String dataset, Retention retention) {
        Quota quota =
                book.quota()
                        .map(state -> new Quota(clock, retention, state))
                        .orElseGet(() -> new Quota(clock, retention));
        now.pushesTo(dataset, quota);
        aftermath.compareNumbers(now);
        prerequisites.begin(dataset, quota);
    }
}

package io.quill.events.push;

import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.Sink;
import io.quill.events.sink.SinkStatus;
import io.quill.platform.store.DataStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Prepares the sink before anything is sent: finds the dataset, and sets up quota and batch
 * numbers.
 */
final class SinkPreparation {
    private static final Logger LOG = LoggerFactory.getLogger(SinkPreparation.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STANDSTILL = Duration.ofSeconds(8);

    private final DataStore store;
    private final Sink sink;
    private final BatchStore book;
    private final ResultHandler resultHandler;
    private final Prerequisites prerequisites;
    private final PusherStatus pusherStatus;
    private final InstantSource clock;

    SinkPreparation(
            DataStore store,
            Sink sink,
            BatchStore book,
            ResultHandler resultHandler,
            Prerequisites prerequisites,
            PusherStatus pusherStatus,
            InstantSource clock) {
        this.store = store;
        this.sink = sink;
        this.book = book;
        this.resultHandler = resultHandler;
        this.prerequisites = prerequisites;
        this.pusherStatus = pusherStatus;
        this.clock = clock;
    }

    /** Returns whether rows may go to the sink now. */
    boolean prepare(PusherState now) {
        switch (sink.ensure()) {
            case SinkStatus.Ready ready -> {
                boolean isAnother =
                        !now.dataset().isEmpty() && !now.dataset().equals(ready.dataset());
                begin(now, ready.dataset(), ready.retention());
                if (isAnother) {
                    resultHandler.offerAgain(now);
                }
                new DatasetInUse(ready.dataset(), ready.missing()).store(store, now.guard());
                ready.remarks()
                        .forEach(remark -> LOG.warn("Dataset {}: {}", ready.dataset(), remark));
                LOG.info("Pushes go to dataset {}", ready.dataset());
                return true;
            }
            case SinkStatus.Away(String words) -> pusherStatus.pause(PAUSE, words);
            case SinkStatus.Faulty(String words) -> pusherStatus.pause(STANDSTILL, words);
        }
        return false;
    }

    private void begin(PusherState now, String dataset, RetentionPolicy retentionPolicy) {
        DatasetQuota datasetQuota =
                book.quota()
                        .map(state -> new DatasetQuota(clock, retentionPolicy, state))
                        .orElseGet(() -> new DatasetQuota(clock, retentionPolicy));
        now.setSink(dataset, datasetQuota);
        resultHandler.compareNumbers(now);
        prerequisites.begin(dataset, datasetQuota);
    }
}

package io.quill.records.pull;

import io.quill.records.landing.BronzeStore;
import io.quill.records.landing.Cursor;
import io.quill.records.landing.ExtractedField;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadResult;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.Trigger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Store for dry runs: reads the cursor from another store, and counts records instead of storing
 * them.
 */
public final class DryRunStore implements BronzeStore {
    private final BronzeStore other;

    public DryRunStore(BronzeStore other) {
        this.other = other;
    }

    @Override
    public Optional<Cursor> cursor(Feed feed) {
        return other.cursor(feed);
    }

    @Override
    public void latest(Feed feed, Consumer<RawRecord> each) {
        other.latest(feed, each);
    }

    @Override
    public Load open(
            Feed feed,
            List<ExtractedField> columns,
            UUID run,
            LoadScope loadScope,
            Trigger trigger) {
        return new Counting();
    }

    private static final class Counting implements Load {
        private long read;
        private long rejected;

        @Override
        public void add(RawRecord record) {
            read++;
        }

        @Override
        public void markSeen(String sourceId) {}

        @Override
        public void markDeleted(String sourceId) {}

        @Override
        public void reject(Optional<String> sourceId, String why, byte[] payload) {
            rejected++;
        }

        @Override
        public LoadResult commit(Optional<Cursor> cursor, RequestStatistics requestStatistics) {
            return new LoadResult(read, 0, 0, 0, 0, rejected, Optional.empty());
        }

        @Override
        public void fail(String why, RequestStatistics requestStatistics) {}

        @Override
        public void close() {}
    }
}

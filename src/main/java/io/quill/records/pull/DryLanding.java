package io.quill.records.pull;

import io.quill.records.landing.Column;
import io.quill.records.landing.Cursor;
import io.quill.records.landing.Effort;
import io.quill.records.landing.Extent;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Landed;
import io.quill.records.landing.Landing;
import io.quill.records.landing.Load;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.Trigger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads as from another landing, and counts what would land there. */
public final class DryLanding implements Landing {
    private final Landing other;

    public DryLanding(Landing other) {
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
    public Load open(Feed feed, List<Column> columns, UUID run, Extent extent, Trigger trigger) {
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
        public void seen(String sourceId) {}

        @Override
        public void gone(String sourceId) {}

        @Override
        public void reject(Optional<String> sourceId, String why, byte[] payload) {
            rejected++;
        }

        @Override
        public Landed commit(Optional<Cursor> cursor, Effort effort) {
            return new Landed(read, 0, 0, 0, 0, rejected, Optional.empty());
        }

        @Override
        public void fail(String why, Effort effort) {}

        @Override
        public void close() {}
    }
}

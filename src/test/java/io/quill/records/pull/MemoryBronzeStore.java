package io.quill.records.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A landing that keeps its promises, and everything in memory. */
public final class MemoryBronzeStore implements BronzeStore {
    private final Map<Feed, Map<String, RawRecord>> live = new HashMap<>();
    private final Map<Feed, Cursor> cursors = new HashMap<>();
    final List<String> rejected = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    final List<LoadResult> landed = new ArrayList<>();

    @Override
    public Optional<Cursor> cursor(Feed feed) {
        return Optional.ofNullable(cursors.get(feed));
    }

    @Override
    public void latest(Feed feed, Consumer<RawRecord> each) {
        records(feed).values().forEach(each);
    }

    Map<String, RawRecord> records(Feed feed) {
        return live.computeIfAbsent(feed, _ -> new LinkedHashMap<>());
    }

    Map<String, String> texts(Feed feed) {
        Map<String, String> texts = new LinkedHashMap<>();
        records(feed).forEach((id, each) -> texts.put(id, new String(each.json(), UTF_8)));
        return texts;
    }

    @Override
    public Load open(
            Feed feed,
            List<ExtractedField> columns,
            UUID run,
            LoadScope loadScope,
            Trigger trigger) {
        return new MemoryLoad(feed, loadScope);
    }

    private final class MemoryLoad implements Load {
        private final Feed feed;
        private final LoadScope loadScope;
        private final Map<String, RawRecord> added = new LinkedHashMap<>();
        private final Set<String> seen = new HashSet<>();
        private final Set<String> gone = new HashSet<>();
        private long read;
        private long faulty;
        private boolean over;

        MemoryLoad(Feed feed, LoadScope loadScope) {
            this.feed = feed;
            this.loadScope = loadScope;
        }

        @Override
        public void add(RawRecord record) {
            read++;
            added.put(record.sourceId(), record);
            gone.remove(record.sourceId());
        }

        @Override
        public void markSeen(String sourceId) {
            seen.add(sourceId);
        }

        @Override
        public void markDeleted(String sourceId) {
            added.remove(sourceId);
            gone.add(sourceId);
        }

        @Override
        public void reject(Optional<String> sourceId, String why, byte[] payload) {
            faulty++;
            rejected.add(why);
        }

        @Override
        public LoadResult commit(Optional<Cursor> cursor, RequestStatistics requestStatistics) {
            over = true;
            Map<String, RawRecord> records = records(feed);
            long before = records.size();
            long unchanged = added.values().stream().filter(each -> isKnown(records, each)).count();
            Optional<String> objection =
                    loadScope instanceof LoadScope.Everything(var deletionThreshold)
                            ? deletionThreshold.objection(added.size() + (long) seen.size(), before)
                            : Optional.empty();
            records.putAll(added);
            int known = records.size();
            records.keySet().removeAll(gone);
            if (loadScope instanceof LoadScope.Everything && objection.isEmpty()) {
                records.keySet().removeIf(id -> !added.containsKey(id) && !seen.contains(id));
            }
            if (objection.isEmpty()) {
                cursor.ifPresent(each -> cursors.put(feed, each));
            }
            LoadResult outcome =
                    new LoadResult(
                            read,
                            added.size() - unchanged,
                            unchanged,
                            known - records.size(),
                            0,
                            faulty,
                            objection);
            landed.add(outcome);
            return outcome;
        }

        private static boolean isKnown(Map<String, RawRecord> records, RawRecord record) {
            RawRecord known = records.get(record.sourceId());
            return known != null && Arrays.equals(known.json(), record.json());
        }

        @Override
        public void fail(String why, RequestStatistics requestStatistics) {
            over = true;
            failures.add(why);
        }

        @Override
        public void close() {
            if (!over) {
                failures.add("closed");
            }
        }
    }
}

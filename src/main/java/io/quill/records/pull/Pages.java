package io.quill.records.pull;

import io.quill.records.landing.Feed;

import java.util.OptionalLong;

/** Counts pages, and tells of each. */
final class Pages {
    private final Feed feed;
    private final Progress progress;
    private long read;

    Pages(Feed feed, Progress progress) {
        this.feed = feed;
        this.progress = progress;
    }

    Progress progress() {
        return progress;
    }

    void told(long records, OptionalLong total) {
        read++;
        progress.page(feed, read, records, total);
    }
}

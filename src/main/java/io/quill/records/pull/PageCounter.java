package io.quill.records.pull;

import io.quill.records.landing.Feed;

import java.util.OptionalLong;

/** Counts pages and reports each to the listener. */
final class PageCounter {
    private final Feed feed;
    private final PullListener pullListener;
    private long read;

    PageCounter(Feed feed, PullListener pullListener) {
        this.feed = feed;
        this.pullListener = pullListener;
    }

    PullListener progress() {
        return pullListener;
    }

    void countPage(long records, OptionalLong total) {
        read++;
        pullListener.onPage(feed, read, records, total);
    }
}

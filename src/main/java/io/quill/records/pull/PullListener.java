package io.quill.records.pull;

import io.quill.records.landing.Feed;

import java.util.OptionalLong;

/** Listener for the progress of a pull. */
public interface PullListener {
    PullListener NONE = (_, _, _, _) -> {};

    /** After each page; the total is what the service says that this list holds, if it says so. */
    void onPage(Feed feed, long pages, long records, OptionalLong total);
}

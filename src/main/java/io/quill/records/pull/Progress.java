package io.quill.records.pull;

import io.quill.records.landing.Feed;

import java.util.OptionalLong;

/** Is told how a pull gets on. */
public interface Progress {
    Progress NONE = (_, _, _, _) -> {};

    /** After each page; the total is what the service says that this list holds, if it says so. */
    void page(Feed feed, long pages, long records, OptionalLong total);
}

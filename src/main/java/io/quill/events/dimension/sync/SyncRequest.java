package io.quill.events.dimension.sync;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Request for a change: who asks, from where, and with which options. */
public record SyncRequest(String who, String from, Set<Option> options) {
    /** Options of a sync. */
    public enum Option {
        /** Nothing is kept or changed; the answer says what would be. */
        DRY_RUN,
        /** Also where it looks like a slip, such as a roster that most have left. */
        FORCE,
        /** Days and months that are over may change as well. */
        REWRITE_PAST
    }

    public SyncRequest {
        options = Set.copyOf(options);
    }

    public static SyncRequest by(String who, String from, Option... options) {
        Set<Option> asked = EnumSet.noneOf(Option.class);
        asked.addAll(Arrays.asList(options));
        return new SyncRequest(who, from, asked);
    }

    public boolean has(Option option) {
        return options.contains(option);
    }
}

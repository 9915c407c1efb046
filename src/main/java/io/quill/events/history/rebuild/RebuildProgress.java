package io.quill.events.history.rebuild;

import java.time.LocalDate;

/**
 * Progress of a rebuild.
 *
 * @param day which business day it is at
 * @param found in the archive so far
 * @param toPush those that the dataset did not have yet
 * @param standing what the pusher is about
 */
public record RebuildProgress(LocalDate day, long found, long toPush, String standing) {
    public String words() {
        return "%s: %d facts read, %d to push; %s".formatted(day, found, toPush, standing);
    }
}

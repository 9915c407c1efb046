package io.quill.records.pull;

import io.quill.records.landing.Trigger;

import java.util.OptionalLong;

/**
 * Options of a pull.
 *
 * @param full everything, and not only what has changed
 * @param limit so many records and no more; then the cursor stays
 */
public record PullOptions(Trigger trigger, boolean full, OptionalLong limit) {
    public static PullOptions changes(Trigger trigger) {
        return new PullOptions(trigger, false, OptionalLong.empty());
    }
}

package io.quill.records.pull;

import io.quill.records.landing.Trigger;

import java.util.OptionalLong;

/**
 * What is to be pulled of a feed.
 *
 * @param full everything, and not only what has changed
 * @param limit so many records and no more; then the cursor stays
 */
public record Order(Trigger trigger, boolean full, OptionalLong limit) {
    public static Order changes(Trigger trigger) {
        return new Order(trigger, false, OptionalLong.empty());
    }
}

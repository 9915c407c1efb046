package io.quill.events.push;

/**
 * Precedence of somebody who pushes before the pusher, which then steps aside between two batches.
 */
public interface PushPrecedence {
    boolean isClaimed();
}

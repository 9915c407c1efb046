package io.quill.events.push;

/** Whether somebody is to push before the pusher does, who then steps aside between two batches. */
public interface Precedence {
    boolean isClaimed();
}

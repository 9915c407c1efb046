package io.quill.events.webhook;

/** What the roster says of an agent at this moment. */
public interface Gate {
    boolean admits(String agentId);
}

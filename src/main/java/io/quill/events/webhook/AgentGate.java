package io.quill.events.webhook;

/** Gate that admits agents of the current roster. */
public interface AgentGate {
    boolean admits(String agentId);
}

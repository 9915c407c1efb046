package io.quill.console.view;

/** What an agent is called, or the id again where nobody knows. */
public interface Names {
    String of(String agentId);
}

package io.quill.operate.console.view;

import java.util.List;

/** Names of the agents. */
public interface AgentNameLookup {
    /** The name, or the id again where nobody knows one. */
    String of(String agentId);

    /** Everybody who has a name, in the order of the names. */
    List<String> known();

    /** The id of whoever is called so, or the text again, which may be an id itself. */
    String id(String text);
}

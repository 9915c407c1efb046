package io.quill.events.resolve;

import java.util.Optional;

/** Directory of Aloware's agents; an agent known to both sources has Aloware's id. */
public interface AgentDirectory {
    /** Returns the agent of an e-mail address, which is in lower case. */
    Optional<String> agentId(String email);
}

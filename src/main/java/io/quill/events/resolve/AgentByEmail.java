package io.quill.events.resolve;

import java.util.Optional;

/** The agents of Aloware: whoever is known to both sources goes by Aloware's id. */
public interface AgentByEmail {
    /** The agent of an e-mail address, which is in lower case. */
    Optional<String> agentId(String email);
}

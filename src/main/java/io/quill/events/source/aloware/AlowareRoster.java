package io.quill.events.source.aloware;

import java.util.List;

/** Users or ring group members, as Aloware lists them. */
public sealed interface AlowareRoster {
    /** Members of the ring group: at least one, each once. */
    record Members(List<AlowareUser> members) implements AlowareRoster {
        public Members {
            members = List.copyOf(members);
        }
    }

    /** It could not be learnt; the reason says what an operator can do. */
    record Unread(String reason) implements AlowareRoster {}
}

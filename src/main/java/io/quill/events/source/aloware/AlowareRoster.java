package io.quill.events.source.aloware;

import java.util.List;

/** Users or ring group members, as Aloware lists them. */
public sealed interface AlowareRoster {
    /** At least one member, each once. */
    record Members(List<AlowareUser> members) implements AlowareRoster {
        public Members {
            members = List.copyOf(members);
        }
    }

    /** It could not be learnt; the reason says what an operator can do. */
    record Unread(String reason) implements AlowareRoster {}
}

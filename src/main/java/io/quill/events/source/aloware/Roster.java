package io.quill.events.source.aloware;

import java.util.List;

/** Who Aloware says there is. */
public sealed interface Roster {
    /** At least one member, each once. */
    record Members(List<Member> members) implements Roster {
        public Members {
            members = List.copyOf(members);
        }
    }

    /** It could not be learnt; the reason says what an operator can do. */
    record Unread(String reason) implements Roster {}
}

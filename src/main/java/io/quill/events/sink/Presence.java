package io.quill.events.sink;

import java.util.Set;

/**
 * Which events a look into the table found. Absence is weaker than presence: retention may have
 * removed a row, and how soon a row can be seen after it was taken is not promised.
 */
public sealed interface Presence {
    /** In the spelling they were asked for; the sink itself does not tell cases apart. */
    record Found(Set<String> eventIds) implements Presence {
        public Found {
            eventIds = Set.copyOf(eventIds);
        }
    }

    /** The sink has answered, and what it said does not tell. */
    record Unknown(String why) implements Presence {}

    /** Nobody has answered: the question stands. */
    record Unanswered(String why) implements Presence {}
}

package io.quill.events.sink;

import java.util.Set;

/**
 * Result of a query for events in the fact table. Absence is no proof: retention may have removed a
 * row, and a new row may not be visible yet.
 */
public sealed interface EventLookup {
    /** Keys found, in the spelling they were asked for; the sink ignores case. */
    record Found(Set<String> eventIds) implements EventLookup {
        public Found {
            eventIds = Set.copyOf(eventIds);
        }
    }

    /** The sink has answered, and what it said does not tell. */
    record Unknown(String why) implements EventLookup {}

    /** Nobody has answered: the question stands. */
    record Unanswered(String why) implements EventLookup {}
}

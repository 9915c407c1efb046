package io.quill.events.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries somebody looks for. A window is one of times of receipt, from the first to before
 * the last.
 *
 * @param state one that waits for something: what is settled is in the archive, day by day
 * @param source in any case, for instance aloware
 */
public record Wanted(
        State state,
        Optional<String> source,
        Optional<String> agentId,
        Optional<Instant> from,
        Optional<Instant> until) {
    public Wanted {
        if (state == State.SETTLED || state == State.IGNORED) {
            throw new IllegalArgumentException(
                    "Nothing lists what is done with: ask for one event by its key, or look into"
                            + " the archive");
        }
    }

    public static Wanted in(State state) {
        return new Wanted(
                state, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Wanted ofSource(String name) {
        return new Wanted(state, Optional.of(name), agentId, from, until);
    }

    public Wanted ofAgent(String id) {
        return new Wanted(state, source, Optional.of(id), from, until);
    }

    public Wanted seen(Instant since, Instant before) {
        return new Wanted(state, source, agentId, Optional.of(since), Optional.of(before));
    }

    boolean fits(Entry entry) {
        return entry.state() == state
                && source.stream().allMatch(entry.key().source()::equalsIgnoreCase)
                && agentId.stream().allMatch(id -> isOf(id, entry))
                && from.stream().noneMatch(entry.seenAt()::isBefore)
                && until.stream().allMatch(entry.seenAt()::isBefore);
    }

    private static boolean isOf(String agent, Entry entry) {
        return entry.event().filter(event -> event.agentId().equals(agent)).isPresent();
    }
}

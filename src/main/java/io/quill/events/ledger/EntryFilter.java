package io.quill.events.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Filter for entries. A window is one of times of receipt, from the first up to before the last.
 *
 * @param state one that waits for something: what is settled is in the archive, day by day
 * @param source in any case, for instance aloware
 */
public record EntryFilter(
        EntryState state,
        Optional<String> source,
        Optional<String> agentId,
        Optional<Instant> from,
        Optional<Instant> until) {
    public EntryFilter {
        if (state == EntryState.SETTLED || state == EntryState.IGNORED) {
            throw new IllegalArgumentException(
                    "Events that are done cannot be listed: ask for one event by "
                            + "its key, or search the archive");
        }
    }

    public static EntryFilter inState(EntryState entryState) {
        return new EntryFilter(
                entryState, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public EntryFilter ofSource(String name) {
        return new EntryFilter(state, Optional.of(name), agentId, from, until);
    }

    public EntryFilter ofAgent(String id) {
        return new EntryFilter(state, source, Optional.of(id), from, until);
    }

    public EntryFilter seenBetween(Instant since, Instant before) {
        return new EntryFilter(state, source, agentId, Optional.of(since), Optional.of(before));
    }

    boolean matches(LedgerEntry ledgerEntry) {
        return ledgerEntry.state() == state
                && source.stream().allMatch(ledgerEntry.key().source()::equalsIgnoreCase)
                && agentId.stream().allMatch(id -> isOf(id, ledgerEntry))
                && from.stream().noneMatch(ledgerEntry.seenAt()::isBefore)
                && until.stream().allMatch(ledgerEntry.seenAt()::isBefore);
    }

    private static boolean isOf(String agent, LedgerEntry ledgerEntry) {
        return ledgerEntry.event().filter(event -> event.agentId().equals(agent)).isPresent();
    }
}

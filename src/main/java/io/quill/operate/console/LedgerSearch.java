package io.quill.operate.console;

import io.quill.events.EventKey;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.StoryReader;
import io.quill.operate.console.view.EventSearch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Search for events: pending ones in the ledger's index, settled ones in the archive of their day.
 */
final class LedgerSearch implements EventSearch {
    private static final Set<EntryState> WAITING =
            EnumSet.complementOf(EnumSet.of(EntryState.SETTLED, EntryState.IGNORED));
    private static final Duration ARCHIVE_LOOK_BACK = Duration.ofDays(2);
    private static final int MOST_DAYS = 7;

    private final Ledger ledger;
    private final io.quill.events.ledger.EntrySearch index;
    private final StoryReader storyReader;
    private final FactArchive archive;
    private final InstantSource clock;

    LedgerSearch(
            Ledger ledger,
            io.quill.events.ledger.EntrySearch index,
            StoryReader storyReader,
            FactArchive archive,
            InstantSource clock) {
        this.ledger = ledger;
        this.index = index;
        this.storyReader = storyReader;
        this.archive = archive;
        this.clock = clock;
    }

    @Override
    public Found find(Wanted wanted) {
        Optional<LedgerEntry> exact = exact(wanted.text());
        if (exact.isPresent()) {
            return new Found(List.of(exact.get()), false, "Found by its key.");
        }
        List<LedgerEntry> found = new ArrayList<>();
        wanted.state().map(Set::of).orElse(WAITING).stream()
                .filter(WAITING::contains)
                .flatMap(entryState -> waiting(entryState, wanted))
                .forEach(found::add);
        if (wanted.state().filter(entryState -> entryState != EntryState.SETTLED).isEmpty()) {
            found.addAll(settled(wanted));
        }
        List<LedgerEntry> latest =
                found.stream()
                        .sorted(Comparator.comparing(LedgerEntry::seenAt).reversed())
                        .limit(wanted.most())
                        .toList();
        return new Found(
                latest,
                found.size() > wanted.most(),
                "The latest first: what waits, and what was settled on the days looked at.");
    }

    private Optional<LedgerEntry> exact(String text) {
        try {
            return ledger.find(new EventKey(text.toUpperCase(Locale.ROOT)))
                    .or(() -> ledger.find(new EventKey(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Stream<LedgerEntry> waiting(EntryState entryState, Wanted wanted) {
        var asked =
                new io.quill.events.ledger.EntryFilter(
                        entryState,
                        Optional.empty(),
                        Optional.of(wanted.agent()).filter(agent -> !agent.isEmpty()),
                        wanted.since(),
                        wanted.until());
        return index.find(asked, wanted.most() + 1).entries().stream().filter(wanted::includes);
    }

    private List<LedgerEntry> settled(Wanted wanted) {
        Instant until = wanted.until().orElseGet(clock::instant);
        Instant since = wanted.since().orElse(until.minus(ARCHIVE_LOOK_BACK));
        List<LocalDate> days =
                archive.days().stream()
                        .filter(day -> !day.isBefore(day(since).minusDays(1)))
                        .filter(day -> !day.isAfter(day(until).plusDays(1)))
                        .toList();
        Deque<EventKey> keys = new ArrayDeque<>();
        days.reversed().stream()
                .limit(MOST_DAYS)
                .toList()
                .reversed()
                .forEach(day -> gather(day, wanted, keys));
        return keys.stream()
                .flatMap(key -> ledger.find(key).stream())
                .filter(ledgerEntry -> ledgerEntry.state() == EntryState.SETTLED)
                .filter(wanted::includes)
                .toList();
    }

    /** The last so many of those that may fit. */
    private void gather(LocalDate day, Wanted wanted, Deque<EventKey> keys) {
        archive.read(
                day,
                fact -> {
                    if (wanted.agent().isEmpty()
                            || fact.event().agentId().equalsIgnoreCase(wanted.agent())) {
                        keys.addLast(fact.event().key());
                        if (keys.size() > wanted.most()) {
                            keys.removeFirst();
                        }
                    }
                });
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public Optional<Story> story(EventKey key) {
        return storyReader
                .find(key)
                .map(
                        story ->
                                new Story(
                                        story.entry(),
                                        story.entries().stream()
                                                .map(each -> new Chapter(each.at(), each.words()))
                                                .toList(),
                                        ledger.raw(key)));
    }
}

package io.quill.storm;

import io.quill.events.EventKey;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.push.BatchStory;
import io.quill.platform.store.DataStore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** What a store that nobody else uses any more tells about an event and its batches. */
final class Stories {
    private final Ledger ledger;
    private final io.quill.events.push.StoryReader storyReader;

    Stories(DataStore store, InstantSource clock, Duration memory) {
        this.ledger = new Ledger(store, clock, memory);
        this.storyReader = new io.quill.events.push.StoryReader(ledger, store);
    }

    /** Whether one of its batches names it as one that may be there twice. */
    boolean mayBeDoubled(String event) {
        EventKey key = new EventKey(event);
        return ledger.find(key).stream()
                .flatMap(ledgerEntry -> ledgerEntry.history().batches().stream())
                .map(storyReader::findBatch)
                .flatMap(Optional::stream)
                .map(BatchStory::mayBeDoubled)
                .anyMatch(named -> named.contains(key));
    }

    /** Whether it is a dead letter that says what its row was refused with. */
    boolean tellsWhySetAside(String event) {
        return ledger.find(new EventKey(event))
                .filter(
                        ledgerEntry ->
                                ledgerEntry.state() == EntryState.DEAD
                                        && !ledgerEntry.reason().isBlank())
                .isPresent();
    }
}

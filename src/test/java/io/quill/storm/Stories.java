package io.quill.storm;

import io.quill.event.EventKey;
import io.quill.ledger.Entry;
import io.quill.ledger.Ledger;
import io.quill.store.Consistency;
import io.quill.store.DataStore;
import io.quill.store.Key;
import io.quill.store.sqlite.SqliteStore;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a file that nobody else uses any more tells about each batch. */
final class Stories {
    private final Map<String, String> byEvent = new HashMap<>();

    private Stories() {}

    static Stories of(Path file, Iterable<String> events) {
        Stories stories = new Stories();
        try (DataStore store = SqliteStore.open(file, InstantSource.system())) {
            Ledger ledger = new Ledger(store, InstantSource.system(), Duration.ofDays(14));
            for (String event : events) {
                ledger.find(new EventKey(event))
                        .flatMap(Entry::batch)
                        .flatMap(batch -> story(store, batch))
                        .ifPresent(story -> stories.byEvent.put(event, story));
            }
        }
        return stories;
    }

    private static Optional<String> story(DataStore store, long batch) {
        return store.get(new Key("BATCH#FactEvent", "b%019d".formatted(batch)), Consistency.STRONG)
                .flatMap(item -> item.text("story"));
    }

    boolean mayBeDoubled(String event) {
        return byEvent.getOrDefault(event, "").contains("may be doubled");
    }
}

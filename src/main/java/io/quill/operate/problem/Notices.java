package io.quill.operate.problem;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers in the store what was told, so that neither a restart nor another replica tells it
 * again. What lasts only a moment is told to nobody.
 */
public final class Notices {
    private static final String PARTITION = "NOTICES";
    private static final String SINCE = "since";
    private static final String TOLD = "told";
    private static final String WORDS = "words";
    private static final String YES = "yes";
    private static final String NO = "no";

    private final DataStore store;
    private final Messenger messenger;
    private final Duration patience;
    private final InstantSource clock;

    /**
     * @param patience how long something has to last before anybody hears of it
     */
    public Notices(DataStore store, Messenger messenger, Duration patience, InstantSource clock) {
        this.store = store;
        this.messenger = messenger;
        this.patience = patience;
        this.clock = clock;
    }

    /** To be called every now and then, by one process at a time, with all that is of concern. */
    public void look(List<Concern> concerns) {
        Map<String, Concern> now = new LinkedHashMap<>();
        concerns.forEach(concern -> now.putIfAbsent(concern.name(), concern));
        Map<String, Item> known = known();
        now.forEach(
                (name, concern) -> {
                    if (known.containsKey(name)) {
                        lasts(known.get(name), concern);
                    } else {
                        begin(concern);
                    }
                });
        known.forEach(
                (name, item) -> {
                    if (!now.containsKey(name)) {
                        end(name, item);
                    }
                });
    }

    private Map<String, Item> known() {
        Map<String, Item> known = new LinkedHashMap<>();
        Page page = store.query(Query.of(PARTITION).consistent());
        page.items().forEach(item -> known.put(item.key().sk(), item));
        return known;
    }

    private void begin(Concern concern) {
        Item item =
                Item.at(PARTITION, concern.name())
                        .with(SINCE, clock.instant().toString())
                        .with(TOLD, NO)
                        .with(WORDS, concern.words())
                        .build();
        if (store.write(Write.insert(item)) instanceof WriteResult.Applied) {
            lasts(item, concern);
        }
    }

    private void lasts(Item item, Concern concern) {
        if (isTold(item) || clock.instant().isBefore(since(item).plus(patience))) {
            return;
        }
        if (messenger.tell("Quill: " + concern.name(), concern.words())) {
            store.write(
                    new Write.Update(
                            item.key(),
                            List.of(Change.set(TOLD, YES), Change.set(WORDS, concern.words())),
                            Condition.is(TOLD, NO)));
        }
    }

    /** Said again until somebody has heard it; what nobody was told needs no end. */
    private void end(String name, Item item) {
        Duration lasted = Duration.between(since(item), clock.instant());
        String words = "It lasted " + told(lasted) + ". It was: " + item.text(WORDS).orElse("");
        if (!isTold(item) || messenger.tell("Quill: over: " + name, words)) {
            store.write(new Write.Delete(new Key(PARTITION, name), Condition.NONE));
        }
    }

    private static String told(Duration time) {
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : Math.max(1, time.toMinutes()) + " min";
    }

    private static boolean isTold(Item item) {
        return item.text(TOLD).filter(YES::equals).isPresent();
    }

    private static Instant since(Item item) {
        return Instant.parse(item.text(SINCE).orElseThrow());
    }
}

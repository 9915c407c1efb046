package io.quill.operate.problem;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notifies about problems, once over all replicas and restarts. Short problems are left out. */
public final class ProblemNotifier {
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
    public ProblemNotifier(
            DataStore store, Messenger messenger, Duration patience, InstantSource clock) {
        this.store = store;
        this.messenger = messenger;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Sends notices of problems that began or ended; call it with all problems, from one process at
     * a time.
     */
    public void update(List<ActiveProblem> concerns) {
        Map<String, ActiveProblem> now = new LinkedHashMap<>();
        concerns.forEach(activeProblem -> now.putIfAbsent(activeProblem.name(), activeProblem));
        Map<String, Item> known = known();
        now.forEach(
                (name, activeProblem) -> {
                    if (known.containsKey(name)) {
                        lasts(known.get(name), activeProblem);
                    } else {
                        begin(activeProblem);
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
        ItemPage itemPage = store.query(Query.of(PARTITION).consistent());
        itemPage.items().forEach(item -> known.put(item.key().sk(), item));
        return known;
    }

    private void begin(ActiveProblem activeProblem) {
        Item item =
                Item.at(PARTITION, activeProblem.name())
                        .with(SINCE, clock.instant().toString())
                        .with(TOLD, NO)
                        .with(WORDS, activeProblem.words())
                        .build();
        if (store.write(Write.insert(item)) instanceof WriteResult.Applied) {
            lasts(item, activeProblem);
        }
    }

    private void lasts(Item item, ActiveProblem activeProblem) {
        if (isTold(item) || clock.instant().isBefore(since(item).plus(patience))) {
            return;
        }
        if (messenger.send("Quill: " + activeProblem.name(), activeProblem.words())) {
            store.write(
                    new Write.Update(
                            item.key(),
                            List.of(
                                    AttributeChange.set(TOLD, YES),
                                    AttributeChange.set(WORDS, activeProblem.words())),
                            Condition.is(TOLD, NO)));
        }
    }

    /** Said again until somebody has heard it; what nobody was told needs no end. */
    private void end(String name, Item item) {
        Duration lasted = Duration.between(since(item), clock.instant());
        String words = "It lasted " + told(lasted) + ". It was: " + item.text(WORDS).orElse("");
        if (!isTold(item) || messenger.send("Quill: over: " + name, words)) {
            store.write(new Write.Delete(new ItemKey(PARTITION, name), Condition.NONE));
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

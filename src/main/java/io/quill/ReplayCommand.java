package io.quill;

import io.quill.event.EventKey;
import io.quill.ledger.Entry;
import io.quill.ledger.Ledger;
import io.quill.ledger.Outbox;
import io.quill.settings.Settings;
import io.quill.source.Sources;
import io.quill.store.DataStore;
import io.quill.store.StoreException;
import io.quill.webhook.DeadLetters;
import io.quill.webhook.Prospect;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists dead letters, and reads or offers them again. */
final class ReplayCommand {
    private static final String HELP =
            """
            quill replay --list                        counts dead letters by source and reason
            quill replay KEY                           reads one again, or offers it again
            quill replay --all [--dry-run]             the same for all of them, or for those
                [--source NAME] [--reason TEXT]        of a source, or with a text in their reason
            """;
    private static final int KEYS_SHOWN = 10;

    private final PrintStream out;
    private final PrintStream err;

    ReplayCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(Settings settings, List<String> args) {
        Optional<ReplayOrder> order = ReplayOrder.of(args);
        if (order.isEmpty()) {
            err.print(HELP);
            return Quill.USAGE;
        }
        InstantSource clock = InstantSource.system();
        try (DataStore store = Stores.open(settings.store(), clock)) {
            Ledger ledger = new Ledger(store, clock, settings.store().timeToLive());
            Sources sources = new Sources(Wiring.sources(settings));
            return run(new DeadLetters(ledger, new Outbox(store), sources), order.get());
        } catch (StoreException e) {
            err.println(e.getMessage());
            err.println("If Quill is running: stop it, replay, and start it again.");
            return Quill.CONFIGURATION;
        }
    }

    private int run(DeadLetters letters, ReplayOrder order) {
        return switch (order) {
            case ReplayOrder.Listing _ -> list(letters.all());
            case ReplayOrder.One(EventKey key) ->
                    letters.find(key)
                            .map(letter -> each(List.of(letter), letters::replay))
                            .orElseGet(() -> unknown(key));
            case ReplayOrder.All(var wanted) ->
                    each(letters.all().stream().filter(wanted).toList(), letters::replay);
            case ReplayOrder.Rehearsal(var wanted) ->
                    each(letters.all().stream().filter(wanted).toList(), letters::look);
        };
    }

    private int each(List<Entry> letters, Function<Entry, Prospect> what) {
        int dead = 0;
        for (Entry letter : letters) {
            Prospect prospect = what.apply(letter);
            dead += prospect instanceof Prospect.StillDead ? 1 : 0;
            out.println(letter.key() + "  " + told(prospect));
        }
        out.printf("%d dead letters, of which %d stay dead%n", letters.size(), dead);
        return Quill.FINE;
    }

    private static String told(Prospect prospect) {
        return switch (prospect) {
            case Prospect.Offered _ -> "is offered again";
            case Prospect.Understood(var arrivals, int ignored) ->
                    "is understood: %d to hold, %d of no interest"
                            .formatted(arrivals.size(), ignored);
            case Prospect.StillDead(String reason) -> "stays dead: " + reason;
        };
    }

    private int list(List<Entry> letters) {
        out.println("dead letters: " + letters.size());
        Map<String, List<Entry>> groups =
                letters.stream()
                        .collect(
                                Collectors.groupingBy(
                                        letter -> source(letter) + "  " + letter.reason(),
                                        TreeMap::new,
                                        Collectors.toList()));
        groups.forEach(
                (group, those) -> {
                    out.printf("%6d  %s%n", those.size(), group);
                    those.stream()
                            .limit(KEYS_SHOWN)
                            .forEach(
                                    letter ->
                                            out.printf(
                                                    "        %s  %s%n",
                                                    letter.seenAt(), letter.key()));
                });
        return Quill.FINE;
    }

    private static String source(Entry letter) {
        return letter.key().source().toLowerCase(Locale.ROOT);
    }

    private int unknown(EventKey key) {
        err.println("There is no dead letter " + key + "; --list shows those that are there.");
        return Quill.FAILED;
    }
}

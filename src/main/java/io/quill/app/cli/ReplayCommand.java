package io.quill.app.cli;

import io.quill.app.Stores;
import io.quill.app.Wiring;
import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.source.Sources;
import io.quill.events.webhook.DeadLetters;
import io.quill.events.webhook.Prospect;
import io.quill.operate.client.OverHttp;
import io.quill.operate.client.Unreachable;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists dead letters, and reads or offers them again. */
public final class ReplayCommand implements Command {
    private static final String HELP =
            """
            quill replay --list                        counts dead letters by source and reason
            quill replay KEY                           reads one again, or offers it again
            quill replay --all [--dry-run]             the same for all of them, or for those
                [--source NAME] [--reason TEXT]        of a source, or with a text in their reason
            """;
    private static final int KEYS_SHOWN = 10;

    @Override
    public String verb() {
        return "replay";
    }

    @Override
    public String summary() {
        return "reads dead letters again: --list, KEY, or --all";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public Exit run(List<String> args, Terminal terminal) {
        return ReplayOrder.of(args)
                .map(
                        order ->
                                terminal.withSettings(
                                        (settings, _) -> run(settings, order, terminal)))
                .orElseGet(() -> terminal.complain(HELP, Exit.USAGE));
    }

    private static Exit run(Settings settings, ReplayOrder order, Terminal terminal) {
        InstantSource clock = InstantSource.system();
        try (OverHttp running = OverHttp.find(settings, clock).orElse(null)) {
            if (running != null) {
                return new ReplayOverHttp(running, terminal).run(order);
            }
        } catch (Unreachable e) {
            return terminal.complain(e.getMessage() + "\n", Exit.CONFIGURATION);
        }
        try (DataStore store = Stores.open(settings.store(), clock)) {
            Ledger ledger = new Ledger(store, clock, settings.store().timeToLive());
            Sources sources = new Sources(Wiring.sources(settings));
            return run(new DeadLetters(ledger, new Outbox(store), sources), order, terminal);
        } catch (StoreException e) {
            return terminal.complain(
                    e.getMessage()
                            + "\nIf Quill is running: stop it, replay, and start it again.\n",
                    Exit.CONFIGURATION);
        }
    }

    private static Exit run(DeadLetters letters, ReplayOrder order, Terminal terminal) {
        return switch (order) {
            case ReplayOrder.Listing _ -> list(letters.oldest(), terminal.out());
            case ReplayOrder.One(EventKey key) ->
                    letters.find(key)
                            .map(
                                    letter ->
                                            each(
                                                    List.of(letter)::forEach,
                                                    letters::replay,
                                                    terminal.out()))
                            .orElseGet(() -> unknown(key, terminal));
            case ReplayOrder.All(var wanted) ->
                    each(
                            action -> letters.forEach(wanted::includes, action),
                            letters::replay,
                            terminal.out());
            case ReplayOrder.Rehearsal(var wanted) ->
                    each(
                            action -> letters.forEach(wanted::includes, action),
                            letters::look,
                            terminal.out());
        };
    }

    private static Exit each(
            Consumer<Consumer<Entry>> letters, Function<Entry, Prospect> what, PrintStream out) {
        AtomicInteger all = new AtomicInteger();
        AtomicInteger dead = new AtomicInteger();
        letters.accept(
                letter -> {
                    Prospect prospect = what.apply(letter);
                    all.incrementAndGet();
                    if (prospect instanceof Prospect.StillDead) {
                        dead.incrementAndGet();
                    }
                    out.println(letter.key() + "  " + told(prospect));
                });
        out.printf("%d dead letters, of which %d stay dead%n", all.get(), dead.get());
        return Exit.FINE;
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

    private static Exit list(List<Entry> letters, PrintStream out) {
        boolean capped = letters.size() == DeadLetters.MOST_LISTED;
        out.println("dead letters: " + letters.size() + (capped ? " or more" : ""));
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
        return Exit.FINE;
    }

    private static String source(Entry letter) {
        return letter.key().source().toLowerCase(Locale.ROOT);
    }

    private static Exit unknown(EventKey key, Terminal terminal) {
        return terminal.complain(
                "There is no dead letter " + key + "; --list shows those that are there.\n",
                Exit.FAILED);
    }
}

package io.quill.app.cli;

import io.quill.app.SourceFactory;
import io.quill.app.StoreFactory;
import io.quill.events.EventKey;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.source.Sources;
import io.quill.events.webhook.DeadLetters;
import io.quill.events.webhook.ReplayOutcome;
import io.quill.operate.client.HttpAdminClient;
import io.quill.operate.client.UnreachableException;
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

/** Lists dead letters, and replays them. */
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
    public ExitCode run(List<String> args, CommandContext commandContext) {
        return ReplayArguments.of(args)
                .map(
                        order ->
                                commandContext.withSettings(
                                        (settings, _) -> run(settings, order, commandContext)))
                .orElseGet(() -> commandContext.failAndExit(HELP, ExitCode.USAGE));
    }

    private static ExitCode run(
            Settings settings, ReplayArguments order, CommandContext commandContext) {
        InstantSource clock = InstantSource.system();
        try (HttpAdminClient running = HttpAdminClient.find(settings, clock).orElse(null)) {
            if (running != null) {
                return new RemoteReplay(running, commandContext).run(order);
            }
        } catch (UnreachableException e) {
            return commandContext.failAndExit(e.getMessage() + "\n", ExitCode.CONFIGURATION);
        }
        try (DataStore store = StoreFactory.open(settings.store(), clock)) {
            Ledger ledger = new Ledger(store, clock, settings.store().timeToLive());
            Sources sources = new Sources(SourceFactory.sources(settings));
            return run(new DeadLetters(ledger, new Outbox(store), sources), order, commandContext);
        } catch (StoreException e) {
            return commandContext.failAndExit(
                    e.getMessage()
                            + "\nIf Quill is running: stop it, replay, and start it again.\n",
                    ExitCode.CONFIGURATION);
        }
    }

    private static ExitCode run(
            DeadLetters letters, ReplayArguments order, CommandContext commandContext) {
        return switch (order) {
            case ReplayArguments.Listing _ -> list(letters.oldest(), commandContext.out());
            case ReplayArguments.One(EventKey key) ->
                    letters.find(key)
                            .map(
                                    letter ->
                                            each(
                                                    List.of(letter)::forEach,
                                                    letters::replay,
                                                    commandContext.out()))
                            .orElseGet(() -> unknown(key, commandContext));
            case ReplayArguments.All(var wanted) ->
                    each(
                            action -> letters.forEach(wanted::includes, action),
                            letters::replay,
                            commandContext.out());
            case ReplayArguments.Rehearsal(var wanted) ->
                    each(
                            action -> letters.forEach(wanted::includes, action),
                            letters::preview,
                            commandContext.out());
        };
    }

    private static ExitCode each(
            Consumer<Consumer<LedgerEntry>> letters,
            Function<LedgerEntry, ReplayOutcome> what,
            PrintStream out) {
        AtomicInteger all = new AtomicInteger();
        AtomicInteger dead = new AtomicInteger();
        letters.accept(
                letter -> {
                    ReplayOutcome replayOutcome = what.apply(letter);
                    all.incrementAndGet();
                    if (replayOutcome instanceof ReplayOutcome.StillDead) {
                        dead.incrementAndGet();
                    }
                    out.println(letter.key() + "  " + told(replayOutcome));
                });
        out.printf("%d dead letters, of which %d stay dead%n", all.get(), dead.get());
        return ExitCode.FINE;
    }

    private static String told(ReplayOutcome replayOutcome) {
        return switch (replayOutcome) {
            case ReplayOutcome.Offered _ -> "is offered again";
            case ReplayOutcome.Understood(var arrivals, int ignored) ->
                    "is understood: %d to hold, %d of no interest"
                            .formatted(arrivals.size(), ignored);
            case ReplayOutcome.StillDead(String reason) -> "stays dead: " + reason;
        };
    }

    private static ExitCode list(List<LedgerEntry> letters, PrintStream out) {
        boolean capped = letters.size() == DeadLetters.MOST_LISTED;
        out.println("dead letters: " + letters.size() + (capped ? " or more" : ""));
        Map<String, List<LedgerEntry>> groups =
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
        return ExitCode.FINE;
    }

    private static String source(LedgerEntry letter) {
        return letter.key().source().toLowerCase(Locale.ROOT);
    }

    private static ExitCode unknown(EventKey key, CommandContext commandContext) {
        return commandContext.failAndExit(
                "There is no dead letter " + key + "; --list shows those that are there.\n",
                ExitCode.FAILED);
    }
}

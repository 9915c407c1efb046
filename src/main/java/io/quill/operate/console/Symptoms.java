package io.quill.operate.console;

import io.quill.events.ledger.Account;
import io.quill.operate.console.LedgerOverview.Signs;
import io.quill.operate.console.html.Address;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.view.Budget;
import io.quill.operate.console.view.Standing;
import io.quill.operate.console.view.Trouble;
import io.quill.operate.console.view.Trouble.Remedy;
import io.quill.operate.console.view.Trouble.Weight;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Makes of figures what a person has to know, the worst first. */
record Symptoms(Standing now, Optional<Budget> budget, Signs signs) {
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long MOST_ROWS = 5_000_000;
    private static final long NEARLY_FULL = 4_000_000;

    List<Trouble> troubles() {
        return Stream.concat(
                        Stream.of(pushing(), sum(), held(), dead(), full(), gated(), parked())
                                .flatMap(Optional::stream),
                        signs.heard().besides().stream())
                .sorted(Comparator.comparing(Trouble::weight).reversed())
                .toList();
    }

    /** A wait of seconds is how a pusher works; nobody has to hear of it. */
    private Optional<Trouble> pushing() {
        Duration waited = now.oldestAge().orElse(Duration.ZERO);
        if (waited.compareTo(SHORT) < 0) {
            return Optional.empty();
        }
        String since = " The oldest has waited " + Words.span(waited) + ".";
        boolean late = waited.compareTo(LONG) >= 0;
        return signs.heard()
                .pushing()
                .map(words -> stopped(late ? Weight.ALARM : Weight.WARNING, words, since))
                .or(() -> Optional.of(since).filter(_ -> late).map(Symptoms::slow));
    }

    private static Trouble stopped(Weight weight, String words, String since) {
        return new Trouble(
                weight,
                "Pushing waits",
                sentence(words) + " Events are held meanwhile, and follow by themselves." + since,
                Optional.empty());
    }

    private static Trouble slow(String since) {
        return new Trouble(
                Weight.WARNING,
                "Events wait longer than they should",
                "Nothing is known to stand in the way; the quota, or a look-up, may." + since,
                Optional.of(
                        new Remedy(
                                "See what waits", Address.of("/events").with("state", "ready"))));
    }

    private static String sentence(String words) {
        String whole = Words.capital(words);
        return whole.endsWith(".") ? whole : whole + ".";
    }

    /** What is on its way between two books may be missing for a moment; a day's is not. */
    private Optional<Trouble> sum() {
        return now.accounts().stream()
                .filter(account -> !account.closes())
                .findFirst()
                .map(Symptoms::open);
    }

    private static Trouble open(Account account) {
        return new Trouble(
                Weight.NOTE,
                "The sum of " + account.source() + " is open",
                Words.counted(account.offBy(), "event")
                        + " of today cannot be told apart at this moment. If it stays so, something"
                        + " was counted wrongly.",
                Optional.empty());
    }

    private Optional<Trouble> held() {
        return some(
                signs.heldBatches(),
                many ->
                        new Trouble(
                                Weight.ALARM,
                                "Batches in doubt wait for you: " + many,
                                "Nobody can say whether Power BI took them, and IN_DOUBT is hold.",
                                Optional.of(
                                        new Remedy("Decide about them", Address.of("/batches")))));
    }

    private Optional<Trouble> dead() {
        return some(
                now.dead(),
                many ->
                        new Trouble(
                                Weight.WARNING,
                                Words.counted(many, "dead letter"),
                                "They could not be read, or were refused, and count for nothing"
                                        + " until somebody replays them.",
                                Optional.of(
                                        new Remedy(
                                                "See the dead letters", Address.of("/letters")))));
    }

    private Optional<Trouble> full() {
        return budget.filter(left -> left.largestTable() >= NEARLY_FULL)
                .map(
                        left ->
                                new Trouble(
                                        Weight.WARNING,
                                        "A table is nearly full",
                                        "It holds %s of %s rows. Power BI takes none beyond; set POWERBI_RETENTION=fifo, or begin a new dataset."
                                                .formatted(
                                                        Words.count(left.largestTable()),
                                                        Words.count(MOST_ROWS)),
                                        Optional.empty()));
    }

    private Optional<Trouble> gated() {
        return some(
                now.gated(),
                many ->
                        new Trouble(
                                Weight.NOTE,
                                Words.counted(many, "event") + " at the gate",
                                "Their agents are not in the ring group. They flow when you let an"
                                        + " agent in.",
                                Optional.of(new Remedy("See who waits", Address.of("/agents")))));
    }

    private Optional<Trouble> parked() {
        return some(
                now.parked(),
                many ->
                        new Trouble(
                                Weight.NOTE,
                                Words.counted(many, "event") + " still without an agent",
                                "Looked up in vain so far; they are looked up again by themselves,"
                                        + " for 14 days.",
                                Optional.of(
                                        new Remedy(
                                                "See them",
                                                Address.of("/events").with("state", "parked")))));
    }

    private static Optional<Trouble> some(long many, LongFunction<Trouble> trouble) {
        return many == 0 ? Optional.empty() : Optional.of(trouble.apply(many));
    }
}

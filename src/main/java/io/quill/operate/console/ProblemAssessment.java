package io.quill.operate.console;

import io.quill.events.ledger.DailyAccount;
import io.quill.operate.console.LedgerOverview.Signs;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.view.ConsoleProblem;
import io.quill.operate.console.view.ConsoleProblem.Remedy;
import io.quill.operate.console.view.ConsoleProblem.Weight;
import io.quill.operate.console.view.PipelineCounts;
import io.quill.operate.console.view.RemainingQuota;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Problems that follow from the figures, the worst first. */
record ProblemAssessment(PipelineCounts now, Optional<RemainingQuota> budget, Signs signs) {
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long MOST_ROWS = 5_000_000;
    private static final long NEARLY_FULL = 4_000_000;

    List<ConsoleProblem> troubles() {
        return Stream.concat(
                        Stream.of(pushing(), sum(), held(), dead(), full(), gated(), parked())
                                .flatMap(Optional::stream),
                        signs.heard().besides().stream())
                .sorted(Comparator.comparing(ConsoleProblem::weight).reversed())
                .toList();
    }

    /** A wait of seconds is how a pusher works; nobody has to hear of it. */
    private Optional<ConsoleProblem> pushing() {
        Duration waited = now.oldestAge().orElse(Duration.ZERO);
        if (waited.compareTo(SHORT) < 0) {
            return Optional.empty();
        }
        String since = " The oldest has waited " + DisplayFormat.duration(waited) + ".";
        boolean late = waited.compareTo(LONG) >= 0;
        return signs.heard()
                .pushing()
                .map(words -> stopped(late ? Weight.ALARM : Weight.WARNING, words, since))
                .or(() -> Optional.of(since).filter(_ -> late).map(ProblemAssessment::slow));
    }

    private static ConsoleProblem stopped(Weight weight, String words, String since) {
        return new ConsoleProblem(
                weight,
                "Pushing waits",
                sentence(words) + " Events are held meanwhile, and follow by themselves." + since,
                Optional.empty());
    }

    private static ConsoleProblem slow(String since) {
        return new ConsoleProblem(
                Weight.WARNING,
                "Events wait longer than they should",
                "Nothing is known to stand in the way; the quota, or a look-up, may." + since,
                Optional.of(
                        new Remedy(
                                "See what waits",
                                ConsoleLink.of("/events").with("state", "ready"))));
    }

    private static String sentence(String words) {
        String whole = DisplayFormat.capital(words);
        return whole.endsWith(".") ? whole : whole + ".";
    }

    /** Reports a day whose books do not add up; today's may be off for a moment. */
    private Optional<ConsoleProblem> sum() {
        return now.accounts().stream()
                .filter(dailyAccount -> !dailyAccount.isBalanced())
                .findFirst()
                .map(ProblemAssessment::open);
    }

    private static ConsoleProblem open(DailyAccount dailyAccount) {
        return new ConsoleProblem(
                Weight.NOTE,
                "The sum of " + dailyAccount.source() + " is open",
                DisplayFormat.counted(dailyAccount.imbalance(), "event")
                        + " of today cannot be told apart at this moment. If it stays so, something"
                        + " was counted wrongly.",
                Optional.empty());
    }

    private Optional<ConsoleProblem> held() {
        return some(
                signs.heldBatches(),
                many ->
                        new ConsoleProblem(
                                Weight.ALARM,
                                "Batches in doubt wait for you: " + many,
                                "Nobody can say whether Power BI took them, and IN_DOUBT is hold.",
                                Optional.of(
                                        new Remedy(
                                                "Decide about them", ConsoleLink.of("/batches")))));
    }

    private Optional<ConsoleProblem> dead() {
        return some(
                now.dead(),
                many ->
                        new ConsoleProblem(
                                Weight.WARNING,
                                DisplayFormat.counted(many, "dead letter"),
                                "They could not be read, or were refused, and count for nothing"
                                        + " until somebody replays them.",
                                Optional.of(
                                        new Remedy(
                                                "See the dead letters",
                                                ConsoleLink.of("/letters")))));
    }

    private Optional<ConsoleProblem> full() {
        return budget.filter(left -> left.largestTable() >= NEARLY_FULL)
                .map(
                        left ->
                                new ConsoleProblem(
                                        Weight.WARNING,
                                        "A table is nearly full",
                                        "It holds %s of %s rows. Power BI takes none beyond; set POWERBI_RETENTION=fifo, or begin a new dataset."
                                                .formatted(
                                                        DisplayFormat.count(left.largestTable()),
                                                        DisplayFormat.count(MOST_ROWS)),
                                        Optional.empty()));
    }

    private Optional<ConsoleProblem> gated() {
        return some(
                now.gated(),
                many ->
                        new ConsoleProblem(
                                Weight.NOTE,
                                DisplayFormat.counted(many, "event") + " at the gate",
                                "Their agents are not in the ring group. They flow when you let an"
                                        + " agent in.",
                                Optional.of(
                                        new Remedy("See who waits", ConsoleLink.of("/agents")))));
    }

    private Optional<ConsoleProblem> parked() {
        return some(
                now.parked(),
                many ->
                        new ConsoleProblem(
                                Weight.NOTE,
                                DisplayFormat.counted(many, "event") + " still without an agent",
                                "Looked up in vain so far; they are looked up again by themselves,"
                                        + " for 14 days.",
                                Optional.of(
                                        new Remedy(
                                                "See them",
                                                ConsoleLink.of("/events")
                                                        .with("state", "parked")))));
    }

    private static Optional<ConsoleProblem> some(long many, LongFunction<ConsoleProblem> trouble) {
        return many == 0 ? Optional.empty() : Optional.of(trouble.apply(many));
    }
}

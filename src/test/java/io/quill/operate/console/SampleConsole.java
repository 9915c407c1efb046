package io.quill.operate.console;

import io.quill.events.ledger.DailyAccount;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.view.BooksOverview;
import io.quill.operate.console.view.ConsoleProblem;
import io.quill.operate.console.view.FigureHistory;
import io.quill.operate.console.view.PipelineCounts;
import io.quill.operate.console.view.RemainingQuota;
import io.quill.operate.console.view.StatusOverview;
import io.quill.operate.console.web.ConsoleSite;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Made-up figures for the console, some of which change. */
final class SampleConsole implements StatusOverview {
    static final Instant NOW = Instant.parse("2026-03-02T16:20:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    final List<ConsoleProblem> troubles = new ArrayList<>();

    /** How many more than usual have come. */
    final AtomicLong arrived = new AtomicLong();

    final SampleConsoleEvents events = new SampleConsoleEvents();
    final SampleDoubts doubts = new SampleDoubts();
    final SampleTeam team = new SampleTeam();
    final SampleDimensions dimensions = new SampleDimensions();

    ConsoleSite.Plan plan() {
        FigureHistory figureHistory = new FigureHistory();
        for (int i = 360; i >= 0; i--) {
            double wave = 1.5 + Math.sin(i / 23.0) + 0.4 * Math.sin(i / 5.0);
            long gone = 360L - i;
            long outage =
                    i > 90 && i < 140 ? (140 - i) * 9L : i <= 90 && i > 60 ? (i - 60) * 15L : 0;
            figureHistory.add(
                    new FigureHistory.Sample(
                            NOW.minusSeconds(10L * i),
                            9_000 + gone * 9 + Math.round(40 * wave),
                            8_900 + gone * 9 + Math.round(40 * wave) - outage,
                            Math.round(12 * wave) + outage));
        }
        return Console.plan(
                new Console.Views(
                        this, figureHistory, events, events, doubts, new SampleRuns(), team),
                new Console.Extras(
                        Optional.of(team),
                        Optional.of(dimensions),
                        Optional.of(new SampleRecordStatus())),
                InstantSource.fixed(NOW),
                ZoneId.of("UTC"));
    }

    @Override
    public PipelineCounts standing() {
        return new PipelineCounts(
                NOW,
                List.of(
                        new DailyAccount(
                                "aloware",
                                TODAY,
                                12_480 + arrived.get(),
                                11_019,
                                171,
                                66,
                                2,
                                6,
                                1_204,
                                12),
                        new DailyAccount("hubspot", TODAY, 902, 827, 22, 0, 17, 1, 31, 4)),
                22,
                171,
                48,
                66,
                19,
                7,
                Optional.of(NOW.minus(Duration.ofSeconds(74))));
    }

    @Override
    public Optional<RemainingQuota> budget() {
        return Optional.of(
                new RemainingQuota(
                        104, 120, "minute", 951_200, 1_000_000, Optional.empty(), 86_204));
    }

    @Override
    public Optional<BooksOverview.Recounted> lastRecount() {
        return Optional.of(
                new BooksOverview.Recounted(
                        NOW.minus(Duration.ofHours(3)), "every account agrees with its events"));
    }

    @Override
    public List<ConsoleProblem> troubles() {
        return List.copyOf(troubles);
    }

    static List<ConsoleProblem> all() {
        return List.of(
                new ConsoleProblem(
                        ConsoleProblem.Weight.ALARM,
                        "Power BI does not answer",
                        "Events are held, and pushed as soon as it is back. The oldest has waited 4 min 10 s.",
                        Optional.empty()),
                new ConsoleProblem(
                        ConsoleProblem.Weight.WARNING,
                        "7 events were given up",
                        "Nobody counts them until somebody replays or discards them.",
                        Optional.of(
                                new ConsoleProblem.Remedy(
                                        "See the dead letters", ConsoleLink.of("/letters")))),
                new ConsoleProblem(
                        ConsoleProblem.Weight.NOTE,
                        "66 events of a stranger wait at the gate",
                        "Agent 999 is not in the ring group. They flow when you let the agent in.",
                        Optional.of(
                                new ConsoleProblem.Remedy(
                                        "See who waits", ConsoleLink.of("/agents")))));
    }
}

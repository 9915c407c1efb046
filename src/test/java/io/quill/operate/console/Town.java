package io.quill.operate.console;

import io.quill.events.ledger.Account;
import io.quill.operate.console.html.Address;
import io.quill.operate.console.view.Books;
import io.quill.operate.console.view.Budget;
import io.quill.operate.console.view.History;
import io.quill.operate.console.view.Overview;
import io.quill.operate.console.view.Standing;
import io.quill.operate.console.view.Trouble;
import io.quill.operate.console.web.Site;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A console full of made-up figures, some of which move. */
final class Town implements Overview {
    static final Instant NOW = Instant.parse("2026-03-02T16:20:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    final List<Trouble> troubles = new ArrayList<>();

    /** How many more than usual have come. */
    final AtomicLong arrived = new AtomicLong();

    final TownEvents events = new TownEvents();
    final TownDoubts doubts = new TownDoubts();
    final TownTeam team = new TownTeam();
    final TownDimensions dimensions = new TownDimensions();

    Site.Plan plan() {
        History history = new History();
        for (int i = 360; i >= 0; i--) {
            double wave = 1.5 + Math.sin(i / 23.0) + 0.4 * Math.sin(i / 5.0);
            long gone = 360L - i;
            long outage =
                    i > 90 && i < 140 ? (140 - i) * 9L : i <= 90 && i > 60 ? (i - 60) * 15L : 0;
            history.note(
                    new History.Sample(
                            NOW.minusSeconds(10L * i),
                            9_000 + gone * 9 + Math.round(40 * wave),
                            8_900 + gone * 9 + Math.round(40 * wave) - outage,
                            Math.round(12 * wave) + outage));
        }
        return Console.plan(
                new Console.Views(this, history, events, events, doubts, new TownRuns(), team),
                new Console.Extras(
                        Optional.of(team), Optional.of(dimensions), Optional.of(new TownRecords())),
                InstantSource.fixed(NOW),
                ZoneId.of("UTC"));
    }

    @Override
    public Standing standing() {
        return new Standing(
                NOW,
                List.of(
                        new Account(
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
                        new Account("hubspot", TODAY, 902, 827, 22, 0, 17, 1, 31, 4)),
                22,
                171,
                48,
                66,
                19,
                7,
                Optional.of(NOW.minus(Duration.ofSeconds(74))));
    }

    @Override
    public Optional<Budget> budget() {
        return Optional.of(
                new Budget(104, 120, "minute", 951_200, 1_000_000, Optional.empty(), 86_204));
    }

    @Override
    public Optional<Books.Recounted> lastRecount() {
        return Optional.of(
                new Books.Recounted(
                        NOW.minus(Duration.ofHours(3)), "every account agrees with its events"));
    }

    @Override
    public List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    static List<Trouble> all() {
        return List.of(
                new Trouble(
                        Trouble.Weight.ALARM,
                        "Power BI does not answer",
                        "Events are held, and pushed as soon as it is back. The oldest has waited 4 min 10 s.",
                        Optional.empty()),
                new Trouble(
                        Trouble.Weight.WARNING,
                        "7 events were given up",
                        "Nobody counts them until somebody replays or discards them.",
                        Optional.of(
                                new Trouble.Remedy(
                                        "See the dead letters", Address.of("/letters")))),
                new Trouble(
                        Trouble.Weight.NOTE,
                        "66 events of a stranger wait at the gate",
                        "Agent 999 is not in the ring group. They flow when you let the agent in.",
                        Optional.of(new Trouble.Remedy("See who waits", Address.of("/agents")))));
    }
}

package io.quill.app;

import io.quill.events.dimension.Dimension;
import io.quill.events.ledger.DailyAccount;
import io.quill.events.push.DatasetInUse;
import io.quill.events.push.table.RefusedRows;
import io.quill.operate.problem.ActiveProblem;
import io.quill.platform.settings.NotificationSettings;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds problems that a person has to solve, from the ledger's figures. */
final class ProblemDetector {
    /** Problems that a new reading solves. */
    static final String STALE_ROSTER = "a stale roster";

    /** Problems that only a person can solve. */
    static final String EMPTIED = "facts that may be missing in Power BI";

    /** Problems that a sync with corrected values solves. */
    static final String REFUSED = "rows that Power BI does not take";

    private static final String MISSING = "a dataset without some tables";
    private static final String UNTRUSTED = "a proxy that is not trusted";
    private static final int MOST_NAMED = 10;
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Duration STALE = Duration.ofHours(2);
    private static final Duration SILENCE = Duration.ofHours(2);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final NotificationSettings hours;
    private final ZoneId zone;
    private long received = -1;
    private Instant changed = Instant.EPOCH;

    ProblemDetector(NotificationSettings hours, ZoneId zone) {
        this.hours = hours;
        this.zone = zone;
    }

    /** Returns the problems of held events. */
    List<ActiveProblem> eventProblems(LedgerFigures now, Optional<String> obstacle) {
        return Stream.of(outage(now, obstacle), dead(now), open(now))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns the problems of the sources; the roster's age is empty where no roster is read. */
    List<ActiveProblem> sourceProblems(LedgerFigures now, Optional<Duration> rosterAge) {
        return Stream.of(
                        rosterAge
                                .filter(age -> age.compareTo(STALE) > 0)
                                .map(ProblemDetector::stale),
                        silence(now))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ActiveProblem> outage(LedgerFigures now, Optional<String> obstacle) {
        Duration waited = LedgerFigures.age(now.oldestReady(), now.at());
        return waited.compareTo(LATE) < 0
                ? Optional.empty()
                : Optional.of(
                        new ActiveProblem(
                                "Power BI is behind",
                                "The oldest event has waited for %d minutes. %s Nothing is lost: events are held, and follow by themselves."
                                        .formatted(
                                                waited.toMinutes(),
                                                obstacle.map(words -> "In the way: " + words + ".")
                                                        .orElse("The quota may be used up."))));
    }

    /** Describes wanted rows that Power BI refused; it is pushed the others. */
    static ActiveProblem refused(List<RefusedRows> tables) {
        return new ActiveProblem(
                REFUSED,
                tables.stream().map(ProblemDetector::refused).collect(Collectors.joining(" "))
                        + " Change what the row says and sync again; Quill tries it again by itself"
                        + " after ten minutes, then after twice as long each time, a day at most.");
    }

    private static String refused(RefusedRows rows) {
        List<String> some = rows.keys().stream().limit(MOST_NAMED).toList();
        int more = rows.keys().size() - some.size();
        return "Power BI does not take %s of %s: %s%s. %s It said: %s"
                .formatted(
                        rows.keys().size() == 1 ? "a row" : rows.keys().size() + " rows",
                        rows.dimension().table(),
                        String.join(", ", some),
                        more == 0 ? "" : " and " + more + " more",
                        rows.dimension() == Dimension.AGENT
                                ? "Reports show the agent by the id, and facts are pushed all the same."
                                : "Reports lack it, and everything else is pushed.",
                        sentence(rows.refusal()));
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    /** Returns the problem of a dataset that an older version of Quill made. */
    static ActiveProblem missing(DatasetInUse dataset) {
        return new ActiveProblem(
                MISSING,
                "Dataset %s has no %s, and tables cannot be added to it. Everything else is pushed. To have it, make a new dataset with `quill provision`, fill it with `quill rebuild --dataset ID`, and set POWERBI_DATASET_ID to it."
                        .formatted(dataset.id(), String.join(" and no ", dataset.missing())));
    }

    static ActiveProblem untrusted(String address) {
        return new ActiveProblem(
                UNTRUSTED,
                "%s sends X-Forwarded-For and is not in TRUSTED_PROXIES, so everybody behind it is one address to Quill. If it is your proxy, add it to TRUSTED_PROXIES and restart; if not, find out who it is."
                        .formatted(address));
    }

    /**
     * Returns the problem of a table that was emptied by a pusher without the lease; its facts are
     * in the archive.
     */
    static ActiveProblem emptied(Instant at) {
        return new ActiveProblem(
                EMPTIED,
                "A clear of FactEvent came at %s, when another process pushed already, and may have taken its rows with it. `quill rebuild` with `--clear` fills the table from the archive; these words stand until then, or for a week."
                        .formatted(at.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Optional<ActiveProblem> dead(LedgerFigures now) {
        long dead = now.sum(DailyAccount::dead);
        return dead == 0
                ? Optional.empty()
                : Optional.of(
                        new ActiveProblem(
                                "dead letters",
                                "Dead letters: %,d. They could not be read, or were refused, and do not count until somebody replays or discards them on the console."
                                        .formatted(dead)));
    }

    private static Optional<ActiveProblem> open(LedgerFigures now) {
        return now.gap() == 0
                ? Optional.empty()
                : Optional.of(
                        new ActiveProblem(
                                "a sum that does not close",
                                "Events that are missing or counted twice: %,d. Please look at the sum of today on the console."
                                        .formatted(now.gap())));
    }

    private static ActiveProblem stale(Duration age) {
        return new ActiveProblem(
                STALE_ROSTER,
                "The ring group was last read %d minutes ago. Events of new agents stay at the gate."
                        .formatted(age.toMinutes()));
    }

    /**
     * Returns the problem of a source that sends nothing; arrivals outside working hours do not
     * count.
     */
    private Optional<ActiveProblem> silence(LedgerFigures now) {
        long total = now.sum(DailyAccount::received);
        if (total != received || !isWorkingTime(now.at())) {
            received = total;
            changed = now.at();
        }
        Duration silent = Duration.between(changed, now.at());
        return silent.compareTo(SILENCE) < 0
                ? Optional.empty()
                : Optional.of(
                        new ActiveProblem(
                                "no events in working hours",
                                "No webhook has come for %d minutes. Are they still active at their sources?"
                                        .formatted(silent.toMinutes())));
    }

    private boolean isWorkingTime(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        return !WEEKEND.contains(local.getDayOfWeek())
                && !time.isBefore(hours.from())
                && time.isBefore(hours.until());
    }
}

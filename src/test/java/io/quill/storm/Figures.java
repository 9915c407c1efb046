package io.quill.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.Correction;
import io.quill.events.ledger.DailyAccount;
import io.quill.events.ledger.LedgerBooks;
import io.quill.platform.store.Guard;
import io.quill.sandbox.Sandbox;
import io.quill.storm.Storm.Healing;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What was sent, what was answered, and what has come to lie in the dataset. */
record Figures(
        String scene,
        int deliveries,
        int refused,
        int putOff,
        int afterwards,
        Map<Fate, Set<String>> acknowledged,
        Set<String> unanswered,
        Map<String, Integer> times,
        Map<String, Dimension> dimensions,
        Map<String, Long> requests,
        List<Healing> healings,
        Gaps gaps,
        int rulings,
        Duration took) {
    /** The longest times for which the agents' table was empty, or had an agent twice. */
    record Gaps(Duration empty, Duration doubled) {}

    /** The keys of its rows, and those that facts point to. */
    record Dimension(List<String> keys, Set<String> pointedTo) {}

    /** How soon is a figure, and printed; that pushing comes back by itself is asserted. */
    private static final Duration BY_ITSELF = Duration.ofMinutes(1);

    static Figures of(
            String scene,
            Sandbox sandbox,
            Senders senders,
            Storm storm,
            Gaps gaps,
            int rulings,
            long begun) {
        Contents contents = new Contents(sandbox);
        Map<String, Dimension> dimensions = new TreeMap<>();
        Contents.DIMENSIONS.forEach(
                (table, key) ->
                        dimensions.put(
                                table,
                                new Dimension(
                                        contents.keys(table, key), contents.pointedTo(table))));
        Map<Fate, Set<String>> acknowledged = new TreeMap<>();
        for (Fate fate : Fate.values()) {
            acknowledged.put(fate, senders.acknowledged(fate));
        }
        return new Figures(
                scene,
                senders.deliveries(),
                senders.refused(),
                senders.putOff(),
                senders.afterwards(),
                acknowledged,
                senders.unanswered(),
                contents.timesOfEvents(),
                dimensions,
                sandbox.journal().counters(),
                storm.healings(),
                gaps,
                rulings,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    void print(Fleet fleet, PrintStream out) {
        out.printf("Storm, %s: %.1f s%n", scene, took.toMillis() / 1e3);
        out.printf(
                "  %,d deliveries, %,d of them put off, %,d of those by a failing disk; %,d events that nobody acknowledged, %,d of"
                        + " them held%n",
                deliveries,
                refused + putOff,
                putOff,
                unanswered.size(),
                unanswered.stream().filter(times::containsKey).count());
        out.printf(
                "  %,d events acknowledged: %,d to be counted, %,d with a bad row, %,d without an"
                        + " owner, %,d to be ignored%n",
                acknowledged.values().stream().mapToInt(Set::size).sum(),
                of(Fate.COUNTED).size(),
                of(Fate.SET_ASIDE).size(),
                of(Fate.PARKED).size(),
                of(Fate.IGNORED).size());
        out.printf(
                "  in the dataset: %,d events, %,d of them twice or more%n",
                times.size(), doubled().size());
        dimensions.forEach(
                (table, each) -> out.printf("  %s: %,d rows%n", table, each.keys().size()));
        out.printf(
                "  processes: %d starts, the slowest %.1f s, CPU %.1f s%n",
                fleet.starts(), fleet.slowestStart().toMillis() / 1e3, fleet.spent());
        healings.forEach(each -> print(each, out));
        out.printf(
                "  weather that was seen to strike: %s; batches that an operator decided about: %d%n",
                seen(), rulings);
        out.printf(
                "  the agents' table: empty for %.1f s at the longest, with an agent twice for %.1f s%n",
                gaps.empty().toMillis() / 1e3, gaps.doubled().toMillis() / 1e3);
        out.printf(
                "  longest resumption %.1f s; back later than it should be: %d of %d%n",
                longest().toMillis() / 1e3,
                healings.stream().filter(Figures::isLate).count(),
                healings.size());
        requests.forEach((what, count) -> out.printf("  %-40s %,6d%n", what, count));
    }

    private Duration longest() {
        return healings.stream()
                .flatMap(each -> each.time().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static void print(Healing healing, PrintStream out) {
        String time =
                healing.time()
                        .map(each -> "pushing again after %5.1f s".formatted(each.toMillis() / 1e3))
                        .orElse("followed at once by the next");
        out.println(
                "  %-40s seen %,4d  %s %s"
                        .formatted(
                                healing.blow().words(),
                                healing.end().seen(),
                                time,
                                healing.end().remark())
                        .stripTrailing());
    }

    /** How often each kind of weather that was planned struck; the first start is no weather. */
    private Map<WeatherKind, Long> seen() {
        return healings.stream()
                .skip(1)
                .collect(
                        Collectors.groupingBy(
                                each -> each.blow().kind(),
                                TreeMap::new,
                                Collectors.summingLong(each -> each.end().seen())));
    }

    private Set<String> of(Fate fate) {
        return acknowledged.getOrDefault(fate, Set.of());
    }

    private static boolean isLate(Healing healing) {
        return healing.time().filter(it -> it.compareTo(Blow.SOON) > 0).isPresent();
    }

    Set<String> doubled() {
        return times.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void assertOnce() {
        assertWhole();
        assertThat(doubled()).as("events that are there twice").isEmpty();
    }

    /** At least once, and what is there twice is told. */
    void assertNamed(Stories stories) {
        assertWhole();
        assertThat(doubled())
                .as("events that are there twice, and no batch of theirs names them")
                .allMatch(stories::mayBeDoubled);
    }

    /** The sum of each source and day, as it was kept all the while and as it is counted again. */
    void assertCloses(LedgerBooks ledgerBooks, Guard guard, PrintStream out) {
        List<Correction> corrections = ledgerBooks.recount(guard, () -> {}).corrections();
        corrections.forEach(each -> out.println("  corrected: " + each));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<DailyAccount> accounts = ledgerBooks.accounts(today.minusDays(1), today);
        accounts.forEach(dailyAccount -> out.println("  " + dailyAccount));
        assertThat(accounts).isNotEmpty().allMatch(DailyAccount::isBalanced);
        long settled = sum(accounts, DailyAccount::settled);
        assertThat((long) times.size())
                .isBetween(settled, settled + sum(accounts, DailyAccount::waiting));
        assertThat(sum(accounts, DailyAccount::gated)).as("everybody is on the roster").isZero();
        assertThat(sum(accounts, DailyAccount::dead))
                .as("bad rows, and nothing else")
                .isBetween(
                        (long) of(Fate.SET_ASIDE).size(),
                        (long) of(Fate.SET_ASIDE).size() + unanswered.size());
        assertThat(sum(accounts, DailyAccount::parked)).isEqualTo(of(Fate.PARKED).size());
        assertThat(sum(accounts, DailyAccount::ignored))
                .isEqualTo(of(Fate.IGNORED).size() + afterwards);
    }

    private static long sum(List<DailyAccount> accounts, ToLongFunction<DailyAccount> column) {
        return accounts.stream().mapToLong(column).sum();
    }

    /** AssertJ compares each with each, which takes minutes for a hundred thousand. */
    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeIf(some::contains);
        return rest;
    }

    /** Each bad row is a dead letter that says why. */
    void assertSetAside(Stories stories) {
        assertThat(of(Fate.SET_ASIDE)).allMatch(stories::tellsWhySetAside);
    }

    private void assertWhole() {
        assertThat(healings)
                .as("each blow struck")
                .isNotEmpty()
                .allMatch(each -> each.end().seen() > 0);
        assertThat(without(of(Fate.COUNTED), times.keySet())).as("what is lost").isEmpty();
        Set<String> sent = new HashSet<>(of(Fate.COUNTED));
        sent.addAll(unanswered);
        assertThat(without(times.keySet(), sent)).as("what is there and does not count").isEmpty();
        assertThat(refused).as("a source that delivers once is never put off").isZero();
        dimensions.forEach(
                (table, each) -> {
                    assertThat(each.keys()).as(table).isNotEmpty().doesNotHaveDuplicates();
                    assertThat(each.keys()).as(table).containsAll(each.pointedTo());
                });
        assertThat(gaps.empty()).as("the agents' table is not left empty").isLessThan(BY_ITSELF);
        assertThat(gaps.doubled()).as("nor with an agent twice").isLessThan(BY_ITSELF);
        assertThat(healings)
                .as("pushing comes back by itself")
                .allMatch(each -> each.time().filter(it -> it.compareTo(BY_ITSELF) > 0).isEmpty());
    }
}

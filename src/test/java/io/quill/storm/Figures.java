package io.quill.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.ledger.Account;
import io.quill.ledger.Books;
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
import java.util.stream.Collectors;

/** What was sent, what was answered, and what has come to lie in the dataset. */
record Figures(
        String scene,
        int deliveries,
        int refused,
        Set<String> acknowledged,
        Set<String> unanswered,
        Map<String, Integer> times,
        Map<String, List<String>> dimensions,
        Map<String, Long> requests,
        List<Healing> healings,
        Duration slowestStart,
        Duration took) {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** How soon is a figure, and printed; that pushing comes back by itself is asserted. */
    private static final Duration BY_ITSELF = Duration.ofMinutes(1);

    static Figures of(
            String scene,
            Sandbox sandbox,
            Senders senders,
            Storm storm,
            List<Replica> replicas,
            long begun) {
        Contents contents = new Contents(sandbox);
        Map<String, List<String>> dimensions = new TreeMap<>();
        Contents.DIMENSIONS.forEach(
                (table, key) -> dimensions.put(table, contents.keys(table, key)));
        return new Figures(
                scene,
                senders.deliveries(),
                senders.refused(),
                senders.acknowledged(),
                senders.unanswered(),
                contents.timesOfEvents(),
                dimensions,
                sandbox.journal().counters(),
                storm.healings(),
                replicas.stream().map(Replica::slowestStart).max(Duration::compareTo).orElseThrow(),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    void print(PrintStream out) {
        out.printf(
                "Storm, %s: %,d deliveries in %.1f s; %,d events acknowledged, %,d unanswered (%,d"
                        + " of them held), %,d put off%n",
                scene,
                deliveries,
                took.toMillis() / 1e3,
                acknowledged.size(),
                unanswered.size(),
                unanswered.stream().filter(times::containsKey).count(),
                refused);
        out.printf(
                "  in the dataset: %,d events, %,d twice or more%n",
                times.size(), doubled().size());
        dimensions.forEach((table, keys) -> out.printf("  %s: %,d rows%n", table, keys.size()));
        out.printf("  the slowest start of a process: %.1f s%n", slowestStart.toMillis() / 1e3);
        out.printf(
                "  back later than ten seconds: %d of %d%n",
                healings.stream().filter(each -> each.time().compareTo(SOON) > 0).count(),
                healings.size());
        for (Healing each : healings) {
            out.printf(
                    "  %-40s pushing again after %5.1f s%n",
                    each.blow().words(), each.time().toMillis() / 1e3);
        }
        requests.forEach((what, count) -> out.printf("  %-40s %,6d%n", what, count));
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
                .as("events that are there twice, with no word of it in their batch's story")
                .allMatch(stories::mayBeDoubled);
    }

    /** The sum of each source and day, in the books that were kept all the while. */
    void assertCloses(Books books, PrintStream out) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Account> accounts = books.accounts(today.minusDays(1), today);
        accounts.forEach(account -> out.println("  " + account));
        assertThat(accounts).isNotEmpty().allMatch(Account::closes);
        long settled = accounts.stream().mapToLong(Account::settled).sum();
        long waiting = accounts.stream().mapToLong(Account::waiting).sum();
        long others =
                accounts.stream()
                        .mapToLong(
                                each -> each.gated() + each.parked() + each.dead() + each.ignored())
                        .sum();
        assertThat(others).as("everybody is on the roster, and nothing is unreadable").isZero();
        assertThat((long) times.size()).isBetween(settled, settled + waiting);
    }

    private void assertWhole() {
        assertThat(times.keySet()).containsAll(acknowledged);
        Set<String> sent = new HashSet<>(acknowledged);
        sent.addAll(unanswered);
        assertThat(sent).as("nothing is there that was not sent").containsAll(times.keySet());
        dimensions.forEach(
                (table, keys) -> assertThat(keys).as(table).isNotEmpty().doesNotHaveDuplicates());
        assertThat(healings)
                .filteredOn(each -> each.blow().heals())
                .as("pushing comes back by itself")
                .allMatch(each -> each.time().compareTo(BY_ITSELF) <= 0);
    }
}

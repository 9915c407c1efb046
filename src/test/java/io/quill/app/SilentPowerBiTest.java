package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.JournalEntry;
import io.quill.sandbox.desk.ServiceCall;
import io.quill.sandbox.powerbi.PowerBi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Power BI that takes requests and answers none, until it does again. */
@Timeout(120)
class SilentPowerBiTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    private static final ServiceCall POST =
            new ServiceCall(PowerBi.SYSTEM, "postRows", "FactEvent");

    /** More than it takes until the circuit opens. */
    private static final long MANY = 7;

    @TempDir private Path directory;

    @Test
    void takesTheNextRowWithTheFirstPostAfterIt() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                RunningQuill house = house(sandbox)) {
            house.aloware(SampleDeliveries.call(1, "4711", DAY));
            RunningQuill.await(() -> rows(sandbox) == 1);

            sandbox.arm(
                    InjectedFault.of(InjectedFault.Kind.SILENCE)
                            .on(PowerBi.SYSTEM, "", "")
                            .times(1_000));
            house.aloware(SampleDeliveries.call(2, "4711", DAY));
            RunningQuill.await(() -> silences(sandbox) > MANY);
            long before = silences(sandbox);
            RunningQuill.await(() -> silences(sandbox) > before);
            Instant released = Instant.now();
            sandbox.disarm();
            RunningQuill.await(() -> rows(sandbox) == 2);

            List<JournalEntry> after =
                    sandbox.journal().served().stream()
                            .filter(each -> each.at().isAfter(released))
                            .toList();
            assertThat(after).extracting(JournalEntry::outcome).containsOnly("200");
            List<JournalEntry> posts =
                    after.stream().filter(each -> each.call().equals(POST)).toList();
            assertThat(posts).hasSize(1);
            System.out.printf(
                    "Power BI was silent, an answer is waited for 1 s: the next row after %.1f s%n",
                    Duration.between(released, posts.getFirst().at()).toMillis() / 1e3);
        }
    }

    private RunningQuill house(Sandbox sandbox) throws Exception {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.keySet().removeIf(each -> !each.startsWith("POWERBI"));
        return new RunningQuill.Plan(directory)
                .all(environment)
                .set("POWERBI_ANSWER_WITHIN", "1")
                .open();
    }

    private static long rows(Sandbox sandbox) {
        return sandbox.pushApi().datasets().stream()
                .mapToLong(each -> each.rows().getOrDefault("FactEvent", 0L))
                .sum();
    }

    private static long silences(Sandbox sandbox) {
        return sandbox.journal().counters().entrySet().stream()
                .filter(each -> each.getKey().startsWith(PowerBi.SYSTEM))
                .filter(each -> each.getKey().endsWith(".silence"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

package io.quill.operate.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.access.Caller;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

class AuditTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Caller ANA = new Caller("ana", Caller.Way.KEY, "203.0.113.9");
    private static final Caller BOB = new Caller("bob", Caller.Way.SIGNATURE, "::1");
    private static final ActionResult DONE =
            new ActionResult(200, "done", Map.of("added", 3L), "run-1");

    private final SettableClock clock = new SettableClock(NINE);
    private final MemoryStore store = new MemoryStore(clock);
    private final AtomicInteger marks = new AtomicInteger();
    private final Audit audit =
            new Audit(
                    store,
                    clock,
                    new ItemPayloadStore(store),
                    () -> "%08x".formatted(marks.incrementAndGet()));

    private String ask(Caller caller, String action, String payload) {
        clock.advance(Duration.ofSeconds(1));
        return audit.begin(
                new AuditedAction(caller, action, "DimAgent", "r-1"), payload.getBytes(UTF_8));
    }

    private List<String> listed(AuditFilter auditFilter) {
        return audit.list(auditFilter).stream().map(AuditEntry::id).toList();
    }

    private AuditFilter all() {
        return AuditFilter.between(NINE, clock.instant().plusSeconds(1), 1000);
    }

    @Test
    void tellsWhatWasAskedBeforeItIsDone() {
        AuditEntry auditEntry = audit.find(ask(ANA, "syncAgents", "{}")).orElseThrow();

        assertThat(auditEntry.deed())
                .isEqualTo(new AuditedAction(ANA, "syncAgents", "DimAgent", "r-1"));
        assertThat(auditEntry.payloadHash())
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        assertThat(auditEntry.payloadBytes()).isEqualTo(2);
        assertThat(auditEntry.ending()).isEmpty();
    }

    @Test
    void tellsWhatItCameTo() {
        String id = ask(ANA, "syncAgents", "{}");
        clock.advance(Duration.ofSeconds(2));
        audit.complete(id, DONE);

        AuditEntry.Ending ending = audit.find(id).orElseThrow().ending().orElseThrow();
        assertThat(ending).isEqualTo(new AuditEntry.Ending(clock.instant(), DONE));
    }

    @Test
    void doesNotChangeItsMind() {
        String id = ask(ANA, "syncAgents", "{}");
        audit.complete(id, DONE);
        audit.complete(id, new ActionResult(500, "no", Map.of(), ""));

        assertThat(audit.find(id).orElseThrow().ending().orElseThrow().result()).isEqualTo(DONE);
    }

    @Test
    void keepsForYears() {
        String id = ask(ANA, "syncAgents", "{\"members\":[]}");
        clock.advance(Duration.ofDays(5_000));

        AuditEntry auditEntry = audit.find(id).orElseThrow();
        assertThat(audit.payload(auditEntry.payloadHash()))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().contains("members"));
    }

    @Test
    void keepsAPayloadThatNoItemWouldTake() {
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        String id = audit.begin(new AuditedAction(ANA, "syncShifts", "DimShift", "r"), large);

        assertThat(audit.payload(audit.find(id).orElseThrow().payloadHash()))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(large));
    }

    @Test
    void listsTheLatestFirstAcrossDays() {
        String first = ask(ANA, "a", "");
        clock.advance(Duration.ofHours(40));
        String second = ask(BOB, "b", "");
        String third = ask(ANA, "a", "");
        audit.complete(first, DONE);

        assertThat(listed(all())).containsExactly(third, second, first);
        assertThat(audit.list(all()).getLast().ending()).isPresent();
        assertThat(listed(AuditFilter.between(NINE, clock.instant(), 1000)))
                .containsExactly(second, first);
        assertThat(listed(AuditFilter.between(NINE, clock.instant().plusSeconds(1), 1)))
                .containsExactly(third);
    }

    @Test
    void listsWhatSomebodyDid() {
        String ana = ask(ANA, "a", "");
        String bob = ask(BOB, "b", "");

        AuditFilter all = all();
        assertThat(
                        listed(
                                new AuditFilter(
                                        Optional.of("ana"),
                                        Optional.empty(),
                                        all.since(),
                                        all.until(),
                                        10)))
                .containsExactly(ana);
        assertThat(
                        listed(
                                new AuditFilter(
                                        Optional.empty(),
                                        Optional.of("b"),
                                        all.since(),
                                        all.until(),
                                        10)))
                .containsExactly(bob);
    }

    @Test
    void pairsBeginningAndEndAcrossPages() {
        for (int i = 0; i < 301; i++) {
            audit.complete(ask(ANA, "a", ""), DONE);
        }

        assertThat(audit.list(all()))
                .hasSize(301)
                .allSatisfy(auditEntry -> assertThat(auditEntry.ending()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "20269902T090000000Z-00000001", "20260302T090000000Z-0000001"})
    void findsNothingUnderWhatIsNoId(String id) {
        assertThat(audit.find(id)).isEmpty();
    }
}

package io.quill.operate.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.operate.access.AccessDenial;
import io.quill.operate.access.AdminRequest;
import io.quill.platform.logging.RepeatedMessageLog;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class RejectionAuditTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final SettableClock clock = new SettableClock(NINE);
    private final MemoryStore store = new MemoryStore(clock);
    private final AtomicInteger marks = new AtomicInteger();
    private final Audit audit =
            new Audit(
                    store,
                    clock,
                    new ItemPayloadStore(store),
                    () -> "%08x".formatted(marks.incrementAndGet()));
    private final RejectionAudit rejectionAudit =
            new RejectionAudit(
                    audit, new RepeatedMessageLog(RejectionAuditTest.class, clock), clock);

    private void turnAway(String target, int times) {
        AdminRequest adminRequest =
                new AdminRequest("r", NINE, "GET", target, Map.of(), "::1", new byte[0]);
        for (int i = 0; i < times; i++) {
            rejectionAudit.count(adminRequest, AccessDenial.WRONG_KEY, "203.0.113.9");
        }
    }

    private List<AuditEntry> entries() {
        return audit.list(AuditFilter.between(NINE, clock.instant().plusSeconds(1), 1000));
    }

    @Test
    void areAuditedOneByOne() {
        turnAway("/admin/agents?x=1", 2);

        assertThat(entries()).hasSize(2);
        assertThat(entries().getFirst().deed().target()).isEqualTo("GET /admin/agents");
        assertThat(entries().getFirst().deed().caller().address()).isEqualTo("203.0.113.9");
        assertThat(entries().getFirst().ending().orElseThrow().result().words())
                .isEqualTo("wrong-key");
    }

    @Test
    void doNotFillTheStoreHoweverManyTheyAre() {
        turnAway("/admin/agents", 10_000);
        clock.advance(Duration.ofHours(1));
        rejectionAudit.flushLastHour();

        assertThat(entries()).hasSize(RejectionAudit.MOST_AN_HOUR + 1);
        assertThat(entries().getFirst().ending().orElseThrow().result().counts())
                .containsEntry("refused", 10_000L - RejectionAudit.MOST_AN_HOUR);
    }

    @Test
    void areToldAnewEachHour() {
        turnAway("/admin/agents", 100);
        clock.advance(Duration.ofHours(1));
        turnAway("/admin/agents", 1);

        assertThat(entries()).hasSize(RejectionAudit.MOST_AN_HOUR + 2);
    }

    @Test
    void areForgottenWhileDeedsAreNot() {
        turnAway("/admin/agents", 1);
        clock.advance(Duration.ofDays(91));

        assertThat(entries()).isEmpty();
    }

    @Test
    void cannotWriteWhatATerminalWouldObey() {
        turnAway("/admin/\u001b[2J" + "x".repeat(500), 1);

        assertThat(entries().getFirst().deed().target())
                .startsWith("GET /admin/?[2Jxx")
                .hasSize(204);
    }
}

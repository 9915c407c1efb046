package io.quill.operate.access.audit;

import java.time.Instant;
import java.util.Optional;

/** Filter of audit entries: latest first, from one instant until before another. */
public record AuditFilter(
        Optional<String> who, Optional<String> action, Instant since, Instant until, int most) {
    public static AuditFilter between(Instant since, Instant until, int most) {
        return new AuditFilter(Optional.empty(), Optional.empty(), since, until, most);
    }

    boolean includes(AuditEntry auditEntry) {
        return who.filter(each -> !each.equals(auditEntry.deed().caller().name())).isEmpty()
                && action.filter(each -> !each.equals(auditEntry.deed().action())).isEmpty();
    }
}

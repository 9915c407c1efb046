package io.quill.operate.access.audit;

import io.quill.operate.access.AccessDenial;
import io.quill.operate.access.AdminRequest;
import io.quill.operate.access.Caller;
import io.quill.platform.logging.RepeatedMessageLog;

import org.slf4j.event.Level;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * Audits rejected requests. The first of an hour get an entry each; the rest are counted by reason
 * in one more.
 */
public final class RejectionAudit {
    static final int MOST_AN_HOUR = 60;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MEMORY = Duration.ofDays(90);
    private static final int LONGEST_PATH = 200;
    private static final String ACTION = "refused";

    private final Audit audit;
    private final RepeatedMessageLog repeatedMessageLog;
    private final InstantSource clock;
    private final Map<AccessDenial, Long> uncounted = new EnumMap<>(AccessDenial.class);
    private Instant hour = Instant.MIN;
    private int written;

    public RejectionAudit(Audit audit, RepeatedMessageLog repeatedMessageLog, InstantSource clock) {
        this.audit = audit;
        this.repeatedMessageLog = repeatedMessageLog;
        this.clock = clock;
    }

    public synchronized void count(AdminRequest adminRequest, AccessDenial why, String address) {
        repeatedMessageLog.count(Level.WARN, "/admin refused a request: " + why.word(), address);
        flushLastHour();
        if (written < MOST_AN_HOUR) {
            written++;
            write(
                    address,
                    target(adminRequest),
                    adminRequest.id(),
                    why.status(),
                    why.word(),
                    Map.of());
        } else {
            uncounted.merge(why, 1L, Long::sum);
        }
    }

    /** Writes the counts of an hour that is over. */
    public synchronized void flushLastHour() {
        if (clock.instant().isBefore(hour.plus(HOUR))) {
            return;
        }
        flush();
        hour = clock.instant();
        written = 0;
    }

    /** Writes the remaining counts before the process ends. */
    public synchronized void flush() {
        uncounted.forEach(
                (why, many) ->
                        write(
                                "several",
                                "",
                                "",
                                why.status(),
                                why.word() + ", as many more times as counted since " + hour,
                                Map.of("refused", many)));
        uncounted.clear();
    }

    private void write(
            String address,
            String target,
            String request,
            int status,
            String words,
            Map<String, Long> counts) {
        Caller nobody = new Caller("nobody", Caller.Way.KEY, address);
        audit.reject(
                new AuditedAction(nobody, ACTION, target, request),
                new ActionResult(status, words, counts, ""),
                clock.instant().plus(MEMORY));
    }

    /**
     * Returns the target, shortened and without control characters, because a stranger chose it.
     */
    private static String target(AdminRequest adminRequest) {
        String path = adminRequest.path().replaceAll("[^\\x21-\\x7e]", "?");
        return adminRequest.method()
                + " "
                + path.substring(0, Math.min(LONGEST_PATH, path.length()));
    }
}

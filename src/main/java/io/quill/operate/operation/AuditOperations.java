package io.quill.operate.operation;

import io.quill.operate.access.audit.ActionResult;
import io.quill.operate.access.audit.Audit;
import io.quill.operate.access.audit.AuditEntry;
import io.quill.operate.access.audit.AuditFilter;
import io.quill.operate.access.audit.AuditedAction;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.RunState;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Operations to read and export the audit. */
public final class AuditOperations implements OperationGroup {
    private static final int MOST_EXPORTED = 20_000;

    private final Audit audit;
    private final RunRegistry runRegistry;
    private final PeriodParameters periodParameters;

    public AuditOperations(Audit audit, RunRegistry runRegistry, InstantSource clock) {
        this.audit = audit;
        this.runRegistry = runRegistry;
        this.periodParameters = new PeriodParameters(clock);
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/admin/audit", "listAudit", "Who did what, the latest first")
                        .query(
                                who(),
                                action(),
                                PeriodParameters.since(),
                                PeriodParameters.until(),
                                PeriodParameters.limit())
                        .answers(AuditTold.class, this::list),
                Operation.get(
                                "/admin/audit/export",
                                "exportAudit",
                                "The audit as NDJSON, the latest first, 20,000 lines at most")
                        .query(who(), action(), PeriodParameters.since(), PeriodParameters.until())
                        .answers(new Operation.Returns.Lines(EntryTold.class), this::export),
                Operation.get("/admin/audit/{id}", "getAuditEntry", "One entry of the audit")
                        .path(id())
                        .answers(EntryTold.class, this::one),
                Operation.get(
                                "/admin/audit/{id}/payload",
                                "getAuditPayload",
                                "What was sent, as it was sent")
                        .path(id())
                        .answers(
                                new Operation.Returns.Raw("application/octet-stream"),
                                this::payload));
    }

    private static Parameter who() {
        return Parameter.text("who", "by the name of a key");
    }

    private static Parameter action() {
        return Parameter.text("action", "of one operation, or refused");
    }

    private static Parameter id() {
        return Parameter.text("id", "of the entry");
    }

    private AdminReply list(OperationCall operationCall) {
        List<AuditEntry> found =
                audit.list(wanted(operationCall, PeriodParameters.limit(operationCall)));
        return AdminReply.ok(
                new AuditTold(
                        found.stream().map(this::told).toList(),
                        PeriodParameters.next(operationCall, found, AuditEntry::at)));
    }

    private AdminReply export(OperationCall operationCall) {
        return AdminReply.lines(
                audit.list(wanted(operationCall, MOST_EXPORTED)).stream().map(this::told).toList());
    }

    private AuditFilter wanted(OperationCall operationCall, int most) {
        return new AuditFilter(
                operationCall.text("who"),
                operationCall.text("action"),
                periodParameters.since(operationCall),
                periodParameters.until(operationCall),
                most);
    }

    private AdminReply one(OperationCall operationCall) {
        return audit.find(operationCall.path("id"))
                .map(auditEntry -> AdminReply.ok(told(auditEntry)))
                .orElseGet(AuditOperations::unknown);
    }

    private AdminReply payload(OperationCall operationCall) {
        return audit.find(operationCall.path("id"))
                .flatMap(auditEntry -> audit.payload(auditEntry.payloadHash()))
                .map(bytes -> AdminReply.raw("application/octet-stream", bytes))
                .orElseGet(AuditOperations::unknown);
    }

    private static AdminReply unknown() {
        return AdminReply.of(
                Problem.notFound("The audit has no such entry, or it came without a body"));
    }

    private EntryTold told(AuditEntry auditEntry) {
        AuditedAction auditedAction = auditEntry.deed();
        Optional<ActionResult> result = auditEntry.ending().map(AuditEntry.Ending::result);
        Optional<Run> run =
                result.map(ActionResult::run)
                        .filter(id -> !id.isEmpty())
                        .flatMap(runRegistry::find);
        Optional<Instant> endedAt =
                run.isPresent()
                        ? run.flatMap(Run::endedAt)
                        : auditEntry.ending().map(AuditEntry.Ending::at);
        return new EntryTold(
                auditEntry.id(),
                auditEntry.at(),
                auditedAction.caller().name(),
                auditedAction.caller().way().name().toLowerCase(Locale.ROOT),
                auditedAction.caller().address(),
                auditedAction.action(),
                auditedAction.target(),
                auditedAction.request(),
                auditEntry.payloadHash(),
                auditEntry.payloadBytes(),
                result.map(ActionResult::status),
                outcome(result, run),
                run.map(Run::words).or(() -> result.map(ActionResult::words)),
                run.map(Run::counts).or(() -> result.map(ActionResult::counts)),
                run.map(Run::id),
                endedAt.map(end -> Duration.between(auditEntry.at(), end).toMillis()));
    }

    /** A run tells more than the answer that came before it was over. */
    private static String outcome(Optional<ActionResult> result, Optional<Run> run) {
        if (run.isPresent() && run.get().state() != RunState.FINISHED) {
            return run.get().state().word();
        }
        return result.map(each -> each.isFine() ? "done" : "refused").orElse("unknown");
    }

    /**
     * Entries.
     *
     * @param next where to go on: the time to ask for until, unless these were the last
     */
    record AuditTold(List<EntryTold> entries, Optional<String> next) {}

    /**
     * A line of the audit.
     *
     * @param outcome done, refused, running, failed, abandoned; unknown where it was cut off
     */
    record EntryTold(
            String id,
            Instant at,
            String who,
            String way,
            String from,
            String action,
            String target,
            String request,
            String payloadHash,
            long payloadBytes,
            Optional<Integer> status,
            String outcome,
            Optional<String> words,
            Optional<Map<String, Long>> counts,
            Optional<String> run,
            Optional<Long> milliseconds) {}
}

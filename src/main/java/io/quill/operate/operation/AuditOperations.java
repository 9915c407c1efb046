package io.quill.operate.operation;

import io.quill.operate.access.audit.Audit;
import io.quill.operate.access.audit.Deed;
import io.quill.operate.access.audit.Entry;
import io.quill.operate.access.audit.Result;
import io.quill.operate.access.audit.Wanted;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.State;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The audit, to be read and taken along; there is no way to change it. */
public final class AuditOperations implements Operations {
    private static final int MOST_EXPORTED = 20_000;

    private final Audit audit;
    private final Runs runs;
    private final Period period;

    public AuditOperations(Audit audit, Runs runs, InstantSource clock) {
        this.audit = audit;
        this.runs = runs;
        this.period = new Period(clock);
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/admin/audit", "listAudit", "Who did what, the latest first")
                        .query(who(), action(), Period.since(), Period.until(), Period.limit())
                        .answers(AuditTold.class, this::list),
                Operation.get(
                                "/admin/audit/export",
                                "exportAudit",
                                "The audit as NDJSON, the latest first, 20,000 lines at most")
                        .query(who(), action(), Period.since(), Period.until())
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

    private Reply list(Call call) {
        List<Entry> found = audit.list(wanted(call, Period.limit(call)));
        return Reply.ok(
                new AuditTold(
                        found.stream().map(this::told).toList(),
                        Period.next(call, found, Entry::at)));
    }

    private Reply export(Call call) {
        return Reply.lines(
                audit.list(wanted(call, MOST_EXPORTED)).stream().map(this::told).toList());
    }

    private Wanted wanted(Call call, int most) {
        return new Wanted(
                call.text("who"),
                call.text("action"),
                period.since(call),
                period.until(call),
                most);
    }

    private Reply one(Call call) {
        return audit.find(call.path("id"))
                .map(entry -> Reply.ok(told(entry)))
                .orElseGet(AuditOperations::unknown);
    }

    private Reply payload(Call call) {
        return audit.find(call.path("id"))
                .flatMap(entry -> audit.payload(entry.payloadHash()))
                .map(bytes -> Reply.raw("application/octet-stream", bytes))
                .orElseGet(AuditOperations::unknown);
    }

    private static Reply unknown() {
        return Reply.of(Problem.notFound("The audit has no such entry, or it came without a body"));
    }

    private EntryTold told(Entry entry) {
        Deed deed = entry.deed();
        Optional<Result> result = entry.ending().map(Entry.Ending::result);
        Optional<Run> run = result.map(Result::run).filter(id -> !id.isEmpty()).flatMap(runs::find);
        Optional<Instant> endedAt =
                run.isPresent() ? run.flatMap(Run::endedAt) : entry.ending().map(Entry.Ending::at);
        return new EntryTold(
                entry.id(),
                entry.at(),
                deed.caller().name(),
                deed.caller().way().name().toLowerCase(Locale.ROOT),
                deed.caller().address(),
                deed.action(),
                deed.target(),
                deed.request(),
                entry.payloadHash(),
                entry.payloadBytes(),
                result.map(Result::status),
                outcome(result, run),
                run.map(Run::words).or(() -> result.map(Result::words)),
                run.map(Run::counts).or(() -> result.map(Result::counts)),
                run.map(Run::id),
                endedAt.map(end -> Duration.between(entry.at(), end).toMillis()));
    }

    /** A run tells more than the answer that came before it was over. */
    private static String outcome(Optional<Result> result, Optional<Run> run) {
        if (run.isPresent() && run.get().state() != State.FINISHED) {
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

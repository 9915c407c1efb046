package io.quill.admin.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.admin.rest.Body;
import io.quill.admin.rest.Call;
import io.quill.admin.rest.Json;
import io.quill.admin.rest.Operation;
import io.quill.admin.rest.Parameter;
import io.quill.admin.rest.Problem;
import io.quill.admin.rest.Reply;
import io.quill.admin.rest.Unfit;
import io.quill.dimension.sync.Ask;
import io.quill.dimension.sync.Ask.Option;
import io.quill.dimension.sync.Delta;
import io.quill.dimension.sync.Dimensions;
import io.quill.dimension.sync.Fault;
import io.quill.dimension.sync.Outcome;
import io.quill.dimension.sync.RowChange;
import io.quill.dimension.sync.Subject;
import io.quill.dimension.sync.Version;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The dimensions: what they shall be, what they were, and the way back. */
public final class DimensionOperations implements Operations {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String SYNC = "sync";
    private static final Delta NOTHING = new Delta(new Delta.Counts(0, 0, 0, 0), List.of());

    private final Dimensions dimensions;
    private final Jobs jobs;

    public DimensionOperations(Dimensions dimensions, Jobs jobs) {
        this.dimensions = dimensions;
        this.jobs = jobs;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                sync("/admin/dim-agent/sync", "syncAgents", Subject.AGENTS, "DimAgent"),
                sync("/admin/dim-metric/sync", "syncMetrics", Subject.GOALS, "DimMetric, DimGoal"),
                sync("/admin/dim-date/seed", "seedDates", Subject.DATES, "DimDate"),
                sync("/admin/dim-shift/sync", "syncShifts", Subject.SHIFTS, "DimShift"),
                schema(),
                versions(),
                payload(),
                difference(),
                rollback());
    }

    private Operation sync(String path, String id, Subject subject, String table) {
        boolean needed = subject == Subject.GOALS || subject == Subject.SHIFTS;
        return Operation.post(path, id, summary(subject))
                .takes(new Body.Payload("/admin/schemas/" + subject.word(), needed))
                .query(dryRun(), force(), rewritePast())
                .on(table)
                .answersInARun(SyncTold.class, call -> sync(call, subject));
    }

    private static String summary(Subject subject) {
        return switch (subject) {
            case AGENTS -> "Takes over the ring group's members, read at the source or as sent";
            case GOALS -> "Takes over a month's metrics and goals";
            case DATES -> "Adds the dates that a window lacks";
            case SHIFTS -> "Takes over the rules of shifts";
        };
    }

    private static Parameter dryRun() {
        return Parameter.flag("dryRun", "tells what would change, and changes nothing");
    }

    private static Parameter force() {
        return Parameter.flag("force", "also where it looks like a slip");
    }

    private static Parameter rewritePast() {
        return Parameter.flag("rewritePast", "days and months that are over may change as well");
    }

    private Reply sync(Call call, Subject subject) {
        Ask ask = ask(call);
        String payload = new String(call.request().body(), UTF_8);
        return inARun(
                call,
                subject,
                SYNC,
                () -> {
                    if (subject == Subject.AGENTS && !call.hasBody()) {
                        return dimensions.readAgents(ask);
                    }
                    return dimensions.sync(subject, call.hasBody() ? payload : "{}", ask);
                });
    }

    /** Rehearsals change nothing, so they need neither a run nor their turn. */
    private Reply inARun(Call call, Subject subject, String kind, Supplier<Outcome> ask) {
        return call.flag("dryRun")
                ? reply(ask.get()).unrecorded()
                : jobs.inARun(call, kind, subject.word(), _ -> reply(ask.get()));
    }

    private static Ask ask(Call call) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        Map.of(
                        "dryRun", Option.DRY_RUN,
                        "force", Option.FORCE,
                        "rewritePast", Option.REWRITE_PAST)
                .forEach(
                        (name, option) -> {
                            if (call.flag(name)) {
                                options.add(option);
                            }
                        });
        return new Ask(call.caller().name(), call.caller().address(), options);
    }

    private static Reply reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(Version version, Delta delta, List<String> remarks) ->
                    told("accepted", Optional.of(version), delta, remarks);
            case Outcome.Rehearsed(Delta delta, List<String> remarks) ->
                    told("rehearsed", Optional.empty(), delta, remarks);
            case Outcome.Unchanged(Optional<Version> inForce) ->
                    told("unchanged", inForce, NOTHING, List.of());
            case Outcome.Invalid(List<Fault> faults) -> Reply.of(invalid(faults));
            case Outcome.Refused(String words) -> Reply.of(Problem.conflict("refused", words));
            case Outcome.Busy(String words) ->
                    Reply.later(Problem.conflict("underway", words), SOON);
            case Outcome.Unread(String words) ->
                    Reply.of(Problem.of(502, "source-away", "The source could not be read", words));
            case Outcome.NoSuchVersion(String words) -> Reply.of(Problem.notFound(words));
        };
    }

    private static Problem invalid(List<Fault> faults) {
        List<Problem.Flaw> errors =
                faults.stream()
                        .map(fault -> new Problem.Flaw(fault.pointer(), fault.words()))
                        .toList();
        String words = errors.size() == 1 ? "one fault" : errors.size() + " faults, each listed";
        return Problem.invalid(words, errors);
    }

    private static Reply told(
            String outcome, Optional<Version> version, Delta delta, List<String> remarks) {
        SyncTold told =
                new SyncTold(
                        outcome,
                        version.map(VersionTold::of),
                        Counts.of(delta.counts()),
                        ChangeTold.of(delta),
                        remarks);
        return Reply.ok(told)
                .counting(
                        Map.of(
                                "added", (long) delta.counts().added(),
                                "changed", (long) delta.counts().changed(),
                                "removed", (long) delta.counts().removed(),
                                "unchanged", (long) delta.counts().unchanged()))
                .saying(outcome + version.map(each -> ", version " + each.number()).orElse(""));
    }

    private Operation schema() {
        return Operation.get("/admin/schemas/{dim}", "getSchema", "The JSON Schema of a payload")
                .path(dim())
                .answers(
                        new Operation.Returns.Raw("application/schema+json"),
                        call ->
                                Reply.raw(
                                        "application/schema+json",
                                        dimensions.schema(subject(call)).getBytes(UTF_8)));
    }

    private Operation versions() {
        return Operation.get("/admin/versions/{dim}", "listVersions", "The latest first")
                .path(dim())
                .answers(
                        VersionsTold.class,
                        call ->
                                Reply.ok(
                                        new VersionsTold(
                                                dimensions.versions(subject(call)).stream()
                                                        .map(VersionTold::of)
                                                        .toList())));
    }

    private Operation payload() {
        return Operation.get(
                        "/admin/versions/{dim}/{version}/payload",
                        "getVersionPayload",
                        "What was sent for a version, as it was sent")
                .path(dim())
                .path(number("version"))
                .answers(
                        new Operation.Returns.Raw("application/json"),
                        call ->
                                dimensions
                                        .payload(subject(call), version(call, "version"))
                                        .map(
                                                text ->
                                                        Reply.raw(
                                                                "application/json",
                                                                text.getBytes(UTF_8)))
                                        .orElseGet(() -> noVersion(call)));
    }

    private Operation difference() {
        return Operation.get(
                        "/admin/versions/{dim}/{version}/changes-to/{other}",
                        "compareVersions",
                        "What another version would change, going by today")
                .path(dim())
                .path(number("version"))
                .path(number("other"))
                .answers(
                        DeltaTold.class,
                        call ->
                                dimensions
                                        .difference(
                                                subject(call),
                                                version(call, "version"),
                                                version(call, "other"))
                                        .map(DeltaTold::of)
                                        .map(Reply::ok)
                                        .orElseGet(() -> noVersion(call)));
    }

    private Operation rollback() {
        return Operation.post(
                        "/admin/rollback/{dim}/{version}",
                        "rollBack",
                        "Has everything as it was under an earlier version")
                .path(dim())
                .path(number("version"))
                .query(dryRun(), force(), rewritePast())
                .answersInARun(
                        SyncTold.class,
                        call ->
                                inARun(
                                        call,
                                        subject(call),
                                        SYNC,
                                        () ->
                                                dimensions.rollback(
                                                        subject(call),
                                                        version(call, "version"),
                                                        ask(call))));
    }

    private static Reply noVersion(Call call) {
        return Reply.of(
                Problem.notFound(subject(call).word() + " has no such version; see its versions"));
    }

    private static Parameter dim() {
        List<String> words = Arrays.stream(Subject.values()).map(Subject::word).toList();
        return Parameter.oneOf("dim", words, "a dimension");
    }

    private static Parameter number(String name) {
        return Parameter.number(name, 1, Long.MAX_VALUE, 1, "the number of a version");
    }

    private static Subject subject(Call call) {
        return Subject.of(call.path("dim"))
                .orElseThrow(() -> new Unfit(Problem.notFound("There is no such dimension")));
    }

    private static long version(Call call, String name) {
        return Long.parseLong(call.path(name));
    }

    /** What a sync came to: accepted, rehearsed or unchanged. */
    record SyncTold(
            String outcome,
            Optional<VersionTold> version,
            Counts counts,
            List<ChangeTold> changes,
            List<String> remarks) {}

    record Counts(int added, int changed, int removed, int unchanged) {
        static Counts of(Delta.Counts counts) {
            return new Counts(
                    counts.added(), counts.changed(), counts.removed(), counts.unchanged());
        }
    }

    record DeltaTold(Counts counts, List<ChangeTold> changes) {
        static DeltaTold of(Delta delta) {
            return new DeltaTold(Counts.of(delta.counts()), ChangeTold.of(delta));
        }
    }

    record ChangeTold(
            String table, String key, Optional<JsonNode> before, Optional<JsonNode> after) {
        static List<ChangeTold> of(Delta delta) {
            return delta.changes().stream().map(ChangeTold::of).toList();
        }

        private static ChangeTold of(RowChange change) {
            return new ChangeTold(
                    change.dimension().table(),
                    change.key(),
                    change.before().map(ChangeTold::json),
                    change.after().map(ChangeTold::json));
        }

        private static JsonNode json(String row) {
            return Json.own(row.getBytes(UTF_8));
        }
    }

    record VersionsTold(List<VersionTold> versions) {}

    record VersionTold(
            String dim,
            long number,
            Instant at,
            String who,
            String from,
            String origin,
            String label,
            Optional<LocalDate> due,
            String payloadHash,
            long payloadBytes,
            Counts counts,
            String stage) {
        static VersionTold of(Version version) {
            return new VersionTold(
                    version.subject().word(),
                    version.number(),
                    version.at(),
                    version.who(),
                    version.from(),
                    switch (version.origin()) {
                        case Version.Origin.Sync _ -> "sync";
                        case Version.Origin.Rollback(long to) -> "rollback to " + to;
                    },
                    version.label(),
                    version.due(),
                    version.hash(),
                    version.bytes(),
                    Counts.of(version.counts()),
                    version.stage().name().toLowerCase(Locale.ROOT));
        }
    }
}

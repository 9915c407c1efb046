package io.quill.operate.operation;

import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.webhook.DeadLetters;
import io.quill.events.webhook.ReplayOutcome;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.InvalidRequestException;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.RequestBody;
import io.quill.platform.jobs.ActiveRun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Operations on dead letters: list, read, replay and discard. */
public final class LetterOperations implements OperationGroup {
    private static final int MOST_SHOWN = 200;

    private final DeadLetters letters;
    private final Ledger ledger;
    private final JobExecutor jobExecutor;
    private final DeadLetterSelector choice;

    public LetterOperations(DeadLetters letters, Ledger ledger, JobExecutor jobExecutor) {
        this.letters = letters;
        this.ledger = ledger;
        this.jobExecutor = jobExecutor;
        this.choice = new DeadLetterSelector(letters);
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get(
                                "/admin/dead-letters",
                                "listDeadLetters",
                                "What was given up, and why")
                        .query(
                                Parameter.text("source", "of one source, such as aloware"),
                                Parameter.text("reason", "with this text in the reason"),
                                PeriodParameters.limit())
                        .answers(LettersTold.class, this::list),
                Operation.get(
                                "/admin/dead-letters/{key}/raw",
                                "getDeadLetter",
                                "What a dead letter was made of, as it came")
                        .path(Parameter.text("key", "of the event"))
                        .answers(new Operation.Returns.Raw("application/octet-stream"), this::raw),
                Operation.post(
                                "/admin/dead-letters/replay",
                                "replayDeadLetters",
                                "Reads dead letters again, or offers them again")
                        .takes(new RequestBody.Of(Chosen.class, true))
                        .query(dryRun())
                        .answersInARun(DoneTold.class, this::replay),
                Operation.post(
                                "/admin/dead-letters/discard",
                                "discardDeadLetters",
                                "Closes dead letters for good, with a reason")
                        .takes(new RequestBody.Of(Discarded.class, true))
                        .query(dryRun())
                        .answersInARun(DoneTold.class, this::discard));
    }

    private static Parameter dryRun() {
        return Parameter.flag("dryRun", "tells what would be done, and does nothing");
    }

    private AdminReply list(OperationCall operationCall) {
        List<LedgerEntry> oldest = letters.oldest();
        List<LedgerEntry> found =
                oldest.stream()
                        .filter(
                                DeadLetterSelector.wanted(
                                        operationCall.text("source"), operationCall.text("reason")))
                        .toList();
        Map<String, List<LedgerEntry>> byReason =
                found.stream()
                        .collect(
                                Collectors.groupingBy(
                                        LedgerEntry::reason, TreeMap::new, Collectors.toList()));
        List<ReasonTold> reasons = new ArrayList<>();
        byReason.forEach((reason, those) -> reasons.add(new ReasonTold(reason, those.size())));
        return AdminReply.ok(
                new LettersTold(
                        found.size(),
                        oldest.size() == DeadLetters.MOST_LISTED,
                        reasons,
                        found.stream()
                                .limit(PeriodParameters.limit(operationCall))
                                .map(LetterTold::of)
                                .toList()));
    }

    private AdminReply raw(OperationCall operationCall) {
        return choice.one(operationCall.path("key"))
                .flatMap(letter -> ledger.raw(letter.key()))
                .map(bytes -> AdminReply.raw("application/octet-stream", bytes))
                .orElseGet(
                        () ->
                                AdminReply.of(
                                        Problem.notFound(
                                                "No such dead letter, or it came without bytes")));
    }

    private AdminReply replay(OperationCall operationCall) {
        Chosen chosen = operationCall.body(Chosen.class);
        DeadLetterSelector.Those those =
                choice.of(chosen.keys(), chosen.source(), chosen.reason(), chosen.all());
        return operationCall.flag("dryRun")
                ? each(those, letter -> told(letters.preview(letter)), _ -> {}).unrecorded()
                : jobExecutor.execute(
                        operationCall,
                        "replay",
                        "dead-letters",
                        run -> each(those, letter -> told(letters.replay(letter)), counting(run)));
    }

    private AdminReply discard(OperationCall operationCall) {
        Discarded chosen = operationCall.body(Discarded.class);
        if (chosen.because().isBlank()) {
            throw new InvalidRequestException(
                    Problem.invalid(
                            "A discard needs a reason",
                            List.of(new Problem.Flaw("/because", "says why"))));
        }
        DeadLetterSelector.Those those =
                choice.of(chosen.keys(), chosen.source(), chosen.reason(), chosen.all());
        String words = "discarded by " + operationCall.caller().name() + ": " + chosen.because();
        return operationCall.flag("dryRun")
                ? each(those, _ -> "would be discarded", _ -> {}).unrecorded()
                : jobExecutor.execute(
                        operationCall,
                        "discard",
                        "dead-letters",
                        run -> each(those, letter -> discarded(letter, words), counting(run)));
    }

    private String discarded(LedgerEntry letter, String words) {
        return ledger.discard(letter, words) ? "discarded" : "moved on meanwhile";
    }

    /** Work on one of several letters, so that a caller who waits sees progress. */
    private interface Step {
        void done(String what);
    }

    private static Step counting(ActiveRun run) {
        return what -> run.count(what.split(":", 2)[0].replace(' ', '-'), 1);
    }

    private static AdminReply each(
            DeadLetterSelector.Those those, Function<LedgerEntry, String> what, Step step) {
        List<EachTold> told = new ArrayList<>();
        Map<String, Long> counts = new TreeMap<>();
        those.forEach(
                letter -> {
                    String came = what.apply(letter);
                    counts.merge(came.split(":", 2)[0].replace(' ', '-'), 1L, Long::sum);
                    step.done(came);
                    if (told.size() < MOST_SHOWN) {
                        told.add(new EachTold(letter.key().value(), came));
                    }
                });
        int all = Math.toIntExact(counts.values().stream().mapToLong(each -> each).sum());
        return AdminReply.ok(new DoneTold(all, counts, told))
                .withCounts(counts)
                .withWords(all + " dead letters: " + counts);
    }

    private static String told(ReplayOutcome replayOutcome) {
        return switch (replayOutcome) {
            case ReplayOutcome.Offered _ -> "offered again";
            case ReplayOutcome.Understood(var arrivals, int ignored) ->
                    "understood: %d to hold, %d of no interest".formatted(arrivals.size(), ignored);
            case ReplayOutcome.StillDead(String reason) -> "still dead: " + reason;
        };
    }

    /**
     * List of dead letters.
     *
     * @param total of those that were looked through
     * @param capped whether there are more: the oldest 10,000 were looked through
     */
    record LettersTold(
            int total, boolean capped, List<ReasonTold> reasons, List<LetterTold> letters) {}

    record ReasonTold(String reason, int letters) {}

    record LetterTold(String key, Instant seenAt, String reason, String envelope) {
        static LetterTold of(LedgerEntry letter) {
            return new LetterTold(
                    letter.key().value(), letter.seenAt(), letter.reason(), letter.envelope());
        }
    }

    /** Selection of dead letters. */
    record Chosen(
            Optional<List<String>> keys,
            Optional<String> source,
            Optional<String> reason,
            Optional<Boolean> all) {}

    /** Selection of dead letters, and why they are of no more use. */
    record Discarded(
            Optional<List<String>> keys,
            Optional<String> source,
            Optional<String> reason,
            Optional<Boolean> all,
            String because) {}

    record DoneTold(int letters, Map<String, Long> counts, List<EachTold> each) {}

    record EachTold(String key, String cameTo) {}
}

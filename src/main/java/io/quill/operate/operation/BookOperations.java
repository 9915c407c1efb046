package io.quill.operate.operation;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.ledger.BookRecount;
import io.quill.events.ledger.Correction;
import io.quill.events.ledger.DailyAccount;
import io.quill.events.ledger.LedgerBooks;
import io.quill.events.ledger.Recount;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.InvalidRequestException;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.RecordJson;
import io.quill.operate.rest.RunTold;
import io.quill.platform.jobs.Run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations on the books: what became of each event, by source and day. */
public final class BookOperations implements OperationGroup {
    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 400;

    private final LedgerBooks ledgerBooks;
    private final Duration memory;
    private final JobExecutor jobExecutor;
    private final InstantSource clock;

    /**
     * @param memory how long a settled event is known as a duplicate
     */
    public BookOperations(
            LedgerBooks ledgerBooks,
            Duration memory,
            JobExecutor jobExecutor,
            InstantSource clock) {
        this.ledgerBooks = ledgerBooks;
        this.memory = memory;
        this.jobExecutor = jobExecutor;
        this.clock = clock;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get(
                                "/admin/books",
                                "listBooks",
                                "How many events came, by source and UTC day, and where each is")
                        .query(
                                Parameter.date("from", "this day included; 14 days, if not given"),
                                Parameter.date("to", "this day included"))
                        .answers(BooksTold.class, this::list),
                Operation.post(
                                "/admin/books/recount",
                                "recountBooks",
                                "Counts the events again, and sets the books right")
                        .answersInARun(RecountTold.class, this::recount));
    }

    private AdminReply list(OperationCall operationCall) {
        LocalDate to =
                operationCall
                        .date("to")
                        .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        LocalDate from = operationCall.date("from").orElseGet(() -> to.minusDays(USUAL_DAYS - 1));
        if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw new InvalidRequestException(
                    Problem.badRequest("from is before to, by " + MOST_DAYS + " days at most"));
        }
        List<AccountTold> accounts =
                ledgerBooks.accounts(from, to).stream().map(AccountTold::of).toList();
        boolean close = accounts.stream().allMatch(AccountTold::closes);
        return AdminReply.ok(
                new BooksTold(
                        close,
                        accounts,
                        jobExecutor.runs().last(BookRecount.JOB).map(LastRecountTold::of),
                        note(memory)));
    }

    private static String note(Duration memory) {
        return """
                An event delivered again more than %d days after it was settled counts once more. \
                One that stays gated as long is forgotten, and stays in its day as gated."""
                .formatted(memory.toDays());
    }

    /** Result of a recount as its run stores it. */
    public static String result(Recount found) {
        return RecordJson.text(RecountTold.of(found));
    }

    private AdminReply recount(OperationCall operationCall) {
        return jobExecutor.execute(
                operationCall,
                "recount",
                "books",
                run -> {
                    Recount found =
                            ledgerBooks.recount(run.guard(), () -> run.report("counts the events"));
                    return AdminReply.ok(RecountTold.of(found))
                            .withCounts(
                                    Map.of(
                                            "corrections",
                                            (long) found.corrections().size(),
                                            "skipped",
                                            (long) found.skipped().size()))
                            .withWords(found.words());
                });
    }

    /**
     * The books.
     *
     * @param close whether every account does
     * @param lastRecount the last one, whoever asked for it; not there before the first
     * @param note what these numbers do not say
     */
    record BooksTold(
            boolean close,
            List<AccountTold> accounts,
            Optional<LastRecountTold> lastRecount,
            String note) {}

    /**
     * Time and result of the last recount.
     *
     * @param state as that of its run
     * @param result what was found, once it is done
     */
    record LastRecountTold(
            String run,
            String by,
            String state,
            Instant startedAt,
            Optional<Instant> endedAt,
            String words,
            Optional<JsonNode> result) {
        static LastRecountTold of(Run run) {
            RunTold told = RunTold.of(run);
            return new LastRecountTold(
                    told.id(),
                    told.by(),
                    told.state(),
                    told.startedAt(),
                    told.endedAt(),
                    told.words(),
                    told.result());
        }
    }

    /**
     * Counts of the events of one source that came on one day.
     *
     * @param closes whether everything that was received is somewhere
     * @param offBy by how many events it does not close
     */
    record AccountTold(
            String source,
            LocalDate day,
            boolean closes,
            long offBy,
            long received,
            long settled,
            long waiting,
            long gated,
            long parked,
            long dead,
            long duplicates,
            long ignored) {
        static AccountTold of(DailyAccount dailyAccount) {
            return new AccountTold(
                    dailyAccount.source(),
                    dailyAccount.day(),
                    dailyAccount.isBalanced(),
                    dailyAccount.imbalance(),
                    dailyAccount.received(),
                    dailyAccount.settled(),
                    dailyAccount.waiting(),
                    dailyAccount.gated(),
                    dailyAccount.parked(),
                    dailyAccount.dead(),
                    dailyAccount.duplicates(),
                    dailyAccount.ignored());
        }
    }

    /**
     * Findings of a recount.
     *
     * @param agreed how many accounts say what their events say
     * @param skipped accounts that moved meanwhile, left for the next recount
     */
    record RecountTold(List<CorrectionTold> corrections, int agreed, List<SkippedTold> skipped) {
        static RecountTold of(Recount found) {
            return new RecountTold(
                    found.corrections().stream().map(CorrectionTold::of).toList(),
                    found.agreed(),
                    found.skipped().stream().map(SkippedTold::of).toList());
        }
    }

    record SkippedTold(String source, LocalDate day) {
        static SkippedTold of(Recount.Skipped skipped) {
            return new SkippedTold(skipped.source(), skipped.day());
        }
    }

    record CorrectionTold(String source, LocalDate day, String column, long by) {
        static CorrectionTold of(Correction correction) {
            return new CorrectionTold(
                    correction.source(), correction.day(), correction.column(), correction.by());
        }
    }
}

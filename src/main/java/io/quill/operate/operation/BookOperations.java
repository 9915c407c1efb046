package io.quill.operate.operation;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.ledger.Account;
import io.quill.events.ledger.BookRecount;
import io.quill.events.ledger.Books;
import io.quill.events.ledger.Correction;
import io.quill.events.ledger.Recount;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Json;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.operate.rest.RunTold;
import io.quill.operate.rest.Unfit;
import io.quill.platform.jobs.Run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The books: of every source and day, that each event that came is somewhere. */
public final class BookOperations implements Operations {
    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 400;

    private final Books books;
    private final Duration memory;
    private final Jobs jobs;
    private final InstantSource clock;

    /**
     * @param memory how long a settled event is known as a duplicate
     */
    public BookOperations(Books books, Duration memory, Jobs jobs, InstantSource clock) {
        this.books = books;
        this.memory = memory;
        this.jobs = jobs;
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

    private Reply list(Call call) {
        LocalDate to =
                call.date("to")
                        .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        LocalDate from = call.date("from").orElseGet(() -> to.minusDays(USUAL_DAYS - 1));
        if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw new Unfit(
                    Problem.badRequest("from is before to, by " + MOST_DAYS + " days at most"));
        }
        List<AccountTold> accounts =
                books.accounts(from, to).stream().map(AccountTold::of).toList();
        boolean close = accounts.stream().allMatch(AccountTold::closes);
        return Reply.ok(
                new BooksTold(
                        close,
                        accounts,
                        jobs.runs().last(BookRecount.JOB).map(LastRecountTold::of),
                        note(memory)));
    }

    private static String note(Duration memory) {
        return """
                An event delivered again more than %d days after it was settled counts once more. \
                One that stays gated as long is forgotten, and stays in its day as gated."""
                .formatted(memory.toDays());
    }

    /** As the run of a recount keeps it. */
    public static String result(Recount found) {
        return Json.text(RecountTold.of(found));
    }

    private Reply recount(Call call) {
        return jobs.inARun(
                call,
                "recount",
                "books",
                run -> {
                    Recount found = books.recount(run.guard(), () -> run.says("counts the events"));
                    return Reply.ok(RecountTold.of(found))
                            .counting(
                                    Map.of(
                                            "corrections",
                                            (long) found.corrections().size(),
                                            "skipped",
                                            (long) found.skipped().size()))
                            .saying(found.words());
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
     * When the books were counted again, and what was found.
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
     * What became of the events of one source that came on one day.
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
        static AccountTold of(Account account) {
            return new AccountTold(
                    account.source(),
                    account.day(),
                    account.closes(),
                    account.offBy(),
                    account.received(),
                    account.settled(),
                    account.waiting(),
                    account.gated(),
                    account.parked(),
                    account.dead(),
                    account.duplicates(),
                    account.ignored());
        }
    }

    /**
     * What a recount found.
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

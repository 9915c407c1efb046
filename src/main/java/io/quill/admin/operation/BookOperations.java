package io.quill.admin.operation;

import io.quill.admin.rest.Call;
import io.quill.admin.rest.Operation;
import io.quill.admin.rest.Parameter;
import io.quill.admin.rest.Problem;
import io.quill.admin.rest.Reply;
import io.quill.admin.rest.Unfit;
import io.quill.ledger.Account;
import io.quill.ledger.Books;
import io.quill.ledger.Correction;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The books: of every source and day, that each event that came is somewhere. */
public final class BookOperations implements Operations {
    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 400;

    private final Books books;
    private final Jobs jobs;
    private final InstantSource clock;

    public BookOperations(Books books, Jobs jobs, InstantSource clock) {
        this.books = books;
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
        return Reply.ok(new BooksTold(close, accounts));
    }

    private Reply recount(Call call) {
        return jobs.inARun(
                call,
                "recount",
                "books",
                _ -> {
                    List<CorrectionTold> corrections =
                            books.recount().stream().map(CorrectionTold::of).toList();
                    return Reply.ok(new RecountTold(corrections))
                            .counting(Map.of("corrections", (long) corrections.size()))
                            .saying(corrections.size() + " corrections");
                });
    }

    /**
     * The books.
     *
     * @param close whether every account does
     */
    record BooksTold(boolean close, List<AccountTold> accounts) {}

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

    record RecountTold(List<CorrectionTold> corrections) {}

    record CorrectionTold(String source, LocalDate day, String column, long by) {
        static CorrectionTold of(Correction correction) {
            return new CorrectionTold(
                    correction.source(), correction.day(), correction.column(), correction.by());
        }
    }
}

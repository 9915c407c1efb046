package io.quill.house;

import io.quill.console.view.Books;
import io.quill.ledger.Account;
import io.quill.run.BookRecount;
import io.quill.run.Run;
import io.quill.run.Runs;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The books of today, and their last recount, for the console. */
final class TodaysBooks implements Books {
    private final Ground ground;
    private final io.quill.ledger.Books books;
    private final Runs runs;

    TodaysBooks(Ground ground) {
        this.ground = ground;
        this.books =
                new io.quill.ledger.Books(
                        ground.store(), ground.clock(), ground.settings().store().timeToLive());
        this.runs = new Runs(ground.store(), ground.clock());
    }

    @Override
    public List<Account> today() {
        LocalDate today = LocalDate.ofInstant(ground.clock().instant(), ZoneOffset.UTC);
        return books.accounts(today, today);
    }

    @Override
    public Optional<Recounted> lastRecount() {
        return runs.last(BookRecount.JOB)
                .flatMap(run -> run.endedAt().map(at -> new Recounted(at, words(run))));
    }

    private static String words(Run run) {
        return run.words().isEmpty() ? run.state().word() : run.words();
    }
}

package io.quill.app;

import io.quill.events.ledger.Account;
import io.quill.events.ledger.BookRecount;
import io.quill.operate.console.view.Books;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Runs;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The books of today, and their last recount, for the console. */
final class TodaysBooks implements Books {
    private final Ground ground;
    private final io.quill.events.ledger.Books books;
    private final Runs runs;

    TodaysBooks(Ground ground) {
        this.ground = ground;
        this.books =
                new io.quill.events.ledger.Books(
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

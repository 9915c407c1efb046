package io.quill.app;

import io.quill.events.ledger.BookRecount;
import io.quill.events.ledger.DailyAccount;
import io.quill.operate.console.view.BooksOverview;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunRegistry;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Books of today and their last recount, for the console. */
final class ConsoleBooks implements BooksOverview {
    private final Services services;
    private final io.quill.events.ledger.LedgerBooks ledgerBooks;
    private final RunRegistry runRegistry;

    ConsoleBooks(Services services) {
        this.services = services;
        this.ledgerBooks =
                new io.quill.events.ledger.LedgerBooks(
                        services.store(),
                        services.clock(),
                        services.settings().store().timeToLive());
        this.runRegistry = new RunRegistry(services.store(), services.clock());
    }

    @Override
    public List<DailyAccount> today() {
        LocalDate today = LocalDate.ofInstant(services.clock().instant(), ZoneOffset.UTC);
        return ledgerBooks.accounts(today, today);
    }

    @Override
    public Optional<Recounted> lastRecount() {
        return runRegistry
                .last(BookRecount.JOB)
                .flatMap(run -> run.endedAt().map(at -> new Recounted(at, words(run))));
    }

    private static String words(Run run) {
        return run.words().isEmpty() ? run.state().word() : run.words();
    }
}

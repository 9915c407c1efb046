package io.quill.operate.console.view;

import io.quill.events.ledger.DailyAccount;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Books of today: what each source delivered, and what became of it. */
public interface BooksOverview {
    List<DailyAccount> today();

    /** The last recount that ended: when, and what was found. */
    Optional<Recounted> lastRecount();

    /** Outcome of a recount. */
    record Recounted(Instant at, String words) {}
}

package io.quill.operate.console.view;

import io.quill.events.ledger.Account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What each source has delivered today, and what became of it. */
public interface Books {
    List<Account> today();

    /** The last recount that ended: when, and what was found. */
    Optional<Recounted> lastRecount();

    /** Outcome of a recount. */
    record Recounted(Instant at, String words) {}
}

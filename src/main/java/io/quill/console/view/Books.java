package io.quill.console.view;

import io.quill.ledger.Account;

import java.util.List;

/** What each source has delivered today, and what became of it. */
public interface Books {
    List<Account> today();
}

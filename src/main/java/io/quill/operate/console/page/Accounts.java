package io.quill.operate.console.page;

import static io.quill.operate.console.draw.Table.number;
import static io.quill.operate.console.draw.Table.words;

import io.quill.events.ledger.Account;
import io.quill.operate.console.draw.Table;
import io.quill.operate.console.draw.Table.Row;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;

import java.util.List;

/** The sum of each source, which has to close. */
final class Accounts {
    private static final Table TABLE =
            Table.of(
                    "Each source and its sum",
                    words("Source"),
                    number("Received"),
                    number("Duplicates"),
                    number("Ignored"),
                    number("Settled"),
                    number("Waiting"),
                    number("Gated"),
                    number("Parked"),
                    number("Dead"),
                    words("The sum"));

    private Accounts() {}

    static Html of(List<Account> accounts) {
        return accounts.isEmpty()
                ? Html.html("<p class=\"card nothing\">Nothing has come today.</p>")
                : TABLE.with(accounts.stream().map(Accounts::line));
    }

    private static Row line(Account account) {
        return Row.of(
                account.source(),
                Words.count(account.received()),
                Words.count(account.duplicates()),
                Words.count(account.ignored()),
                Words.count(account.settled()),
                Words.count(account.waiting()),
                Words.count(account.gated()),
                Words.count(account.parked()),
                Words.count(account.dead()),
                closing(account));
    }

    private static Html closing(Account account) {
        return account.closes()
                ? States.mark("good", "closes")
                : States.mark("bad", "off by " + Words.count(account.offBy()));
    }
}

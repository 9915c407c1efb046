package io.quill.operate.console.page;

import static io.quill.operate.console.draw.HtmlTable.number;
import static io.quill.operate.console.draw.HtmlTable.words;

import io.quill.events.ledger.DailyAccount;
import io.quill.operate.console.draw.HtmlTable;
import io.quill.operate.console.draw.HtmlTable.Row;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;

import java.util.List;

/** Table of the sums of each source, which have to balance. */
final class AccountsTable {
    private static final HtmlTable TABLE =
            HtmlTable.of(
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

    private AccountsTable() {}

    static Html of(List<DailyAccount> accounts) {
        return accounts.isEmpty()
                ? Html.html("<p class=\"card nothing\">Nothing has come today.</p>")
                : TABLE.with(accounts.stream().map(AccountsTable::line));
    }

    private static Row line(DailyAccount dailyAccount) {
        return Row.of(
                dailyAccount.source(),
                DisplayFormat.count(dailyAccount.received()),
                DisplayFormat.count(dailyAccount.duplicates()),
                DisplayFormat.count(dailyAccount.ignored()),
                DisplayFormat.count(dailyAccount.settled()),
                DisplayFormat.count(dailyAccount.waiting()),
                DisplayFormat.count(dailyAccount.gated()),
                DisplayFormat.count(dailyAccount.parked()),
                DisplayFormat.count(dailyAccount.dead()),
                closing(dailyAccount));
    }

    private static Html closing(DailyAccount dailyAccount) {
        return dailyAccount.isBalanced()
                ? StateBadges.mark("good", "closes")
                : StateBadges.mark(
                        "bad", "off by " + DisplayFormat.count(dailyAccount.imbalance()));
    }
}

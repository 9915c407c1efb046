package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;

import io.quill.events.ledger.EntryState;
import io.quill.operate.console.html.Html;
import io.quill.platform.jobs.Run;

/** Badges of states, each with a shape, a word and a colour. */
final class StateBadges {
    private StateBadges() {}

    static Html of(EntryState entryState) {
        return switch (entryState) {
            case UNRESOLVED -> mark("busy", "unresolved");
            case READY -> mark("busy", "waiting");
            case BATCHED -> mark("busy", "in flight");
            case SETTLED -> mark("good", "settled");
            case GATED -> mark("warn", "gated");
            case PARKED -> mark("warn", "parked");
            case IGNORED -> mark("none", "ignored");
            case DEAD -> mark("bad", "dead");
        };
    }

    static Html of(Run run) {
        return switch (run.state()) {
            case RUNNING -> mark("busy", "running");
            case FINISHED -> mark("good", "finished");
            case FAILED -> mark("bad", "failed");
            case ABANDONED -> mark("warn", "abandoned");
        };
    }

    static Html mark(String tone, String word) {
        return html("<span class=\"state {}\">{}</span>", tone, word);
    }
}

package io.quill.operate.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.ledger.EntryHistory;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.webhook.ReplayOutcome;
import io.quill.operate.console.view.EventSearch;
import io.quill.operate.console.view.LetterService;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of every kind, and dead letters of two. */
final class SampleConsoleEvents implements EventSearch, LetterService {
    static final String UNREADABLE = "the body is no JSON object";
    static final String REFUSED = "Power BI refused the row: Notes is longer than 4,000 characters";
    private static final String BODY =
            """
            {"event":"OutboundPhoneCall-DispositionCompleted","body":{"id":54363660,\
            "lead_number":"+1 555 010 4477","contact":{"email":"mia.berg@example.com"},\
            "created_at":"2026-03-02 15:58:44","api_token":"s3cr3t-t0k3n",\
            "note":"<script>alert(1)</script>\"""";

    /** What was asked for, as a test wants to know. */
    final List<String> done = new ArrayList<>();

    final List<LedgerEntry> entries = new ArrayList<>();

    SampleConsoleEvents() {
        EntryState[] states = EntryState.values();
        for (int i = 0; i < 24; i++) {
            EntryState entryState = i < 9 ? EntryState.SETTLED : states[i % states.length];
            entries.add(
                    entry(i, entryState == EntryState.DEAD ? EntryState.SETTLED : entryState, ""));
        }
        for (int i = 0; i < 5; i++) {
            entries.add(entry(100 + i, EntryState.DEAD, UNREADABLE));
        }
        entries.add(entry(200, EntryState.DEAD, REFUSED));
    }

    private static LedgerEntry entry(int i, EntryState entryState, String reason) {
        EventKey key = EventKey.of("ALOWARE", Integer.toString(54_363_660 + i));
        Instant seen = SampleConsole.NOW.minusSeconds(13L * i);
        FactEvent event =
                new FactEvent(
                        key,
                        i % 3 == 0 ? Metric.TEXTS : Metric.CALLS,
                        Integer.toString(101 + i % 4),
                        seen.minusSeconds(95),
                        Direction.OUTBOUND,
                        i % 3 == 0 ? "delivered" : i % 5 == 0 ? "missed" : "completed",
                        i % 3 == 0 ? 0 : 63 + i,
                        i % 3 == 0 ? 0 : 75 + i,
                        "8465",
                        "");
        return new LedgerEntry(
                key,
                entryState,
                1,
                seen,
                "3f2c9a1e-77c1-4d0e-9a53-0b6f1c2d%04x".formatted(i),
                reason.equals(UNREADABLE) ? Optional.empty() : Optional.of(event),
                entryState == EntryState.UNRESOLVED ? "owner" : "",
                entryState == EntryState.SETTLED ? Optional.of(812L) : Optional.empty(),
                Optional.empty(),
                0,
                reason,
                new EntryHistory(Map.of(), List.of(), ""));
    }

    @Override
    public Found find(Wanted wanted) {
        List<LedgerEntry> found = entries.stream().filter(wanted::includes).toList();
        return new Found(found, false, "The latest first.");
    }

    @Override
    public Optional<Story> story(EventKey key) {
        return entries.stream()
                .filter(ledgerEntry -> ledgerEntry.key().equals(key))
                .findFirst()
                .map(
                        ledgerEntry ->
                                new Story(
                                        ledgerEntry,
                                        List.of(
                                                new Chapter(
                                                        ledgerEntry.seenAt(),
                                                        "held, as envelope 3f2c9a1e brought it"),
                                                new Chapter(
                                                        ledgerEntry.seenAt().plusSeconds(2),
                                                        "bound to batch 812"),
                                                new Chapter(
                                                        ledgerEntry.seenAt().plusSeconds(2),
                                                        "batch 812: 14 rows fixed"),
                                                new Chapter(
                                                        ledgerEntry.seenAt().plusSeconds(3),
                                                        "batch 812: taken: 200"),
                                                new Chapter(
                                                        ledgerEntry.seenAt().plusSeconds(3),
                                                        "done")),
                                        Optional.empty()));
    }

    @Override
    public List<LedgerEntry> oldest() {
        return entries.stream()
                .filter(ledgerEntry -> ledgerEntry.state() == EntryState.DEAD)
                .toList();
    }

    @Override
    public Optional<LedgerEntry> find(EventKey key) {
        return oldest().stream().filter(ledgerEntry -> ledgerEntry.key().equals(key)).findFirst();
    }

    @Override
    public Optional<byte[]> body(EventKey key) {
        return Optional.of(BODY.getBytes(UTF_8));
    }

    @Override
    public ReplayOutcome rehearse(LedgerEntry letter) {
        return letter.reason().equals(UNREADABLE)
                ? new ReplayOutcome.StillDead(UNREADABLE)
                : new ReplayOutcome.Offered();
    }

    @Override
    public Begun replay(List<LedgerEntry> letters, String what, String who) {
        done.add("replay of %d for %s: %s".formatted(letters.size(), who, what));
        return new Begun.Run(SampleRuns.REPLAY);
    }

    @Override
    public Begun discard(List<LedgerEntry> letters, String what, String reason, String who) {
        done.add("discard of %d for %s: %s".formatted(letters.size(), who, reason));
        return new Begun.Run(SampleRuns.REPLAY);
    }
}

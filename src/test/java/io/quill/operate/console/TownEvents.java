package io.quill.operate.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Past;
import io.quill.events.ledger.State;
import io.quill.events.webhook.Prospect;
import io.quill.operate.console.view.Letters;
import io.quill.operate.console.view.Search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of every kind, and dead letters of two. */
final class TownEvents implements Search, Letters {
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

    final List<Entry> entries = new ArrayList<>();

    TownEvents() {
        State[] states = State.values();
        for (int i = 0; i < 24; i++) {
            State state = i < 9 ? State.SETTLED : states[i % states.length];
            entries.add(entry(i, state == State.DEAD ? State.SETTLED : state, ""));
        }
        for (int i = 0; i < 5; i++) {
            entries.add(entry(100 + i, State.DEAD, UNREADABLE));
        }
        entries.add(entry(200, State.DEAD, REFUSED));
    }

    private static Entry entry(int i, State state, String reason) {
        EventKey key = EventKey.of("ALOWARE", Integer.toString(54_363_660 + i));
        Instant seen = Town.NOW.minusSeconds(13L * i);
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
        return new Entry(
                key,
                state,
                1,
                seen,
                "3f2c9a1e-77c1-4d0e-9a53-0b6f1c2d%04x".formatted(i),
                reason.equals(UNREADABLE) ? Optional.empty() : Optional.of(event),
                state == State.UNRESOLVED ? "owner" : "",
                state == State.SETTLED ? Optional.of(812L) : Optional.empty(),
                Optional.empty(),
                0,
                reason,
                new Past(Map.of(), List.of(), ""));
    }

    @Override
    public Found find(Wanted wanted) {
        List<Entry> found = entries.stream().filter(wanted::includes).toList();
        return new Found(found, false, "The latest first.");
    }

    @Override
    public Optional<Story> story(EventKey key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .map(
                        entry ->
                                new Story(
                                        entry,
                                        List.of(
                                                new Chapter(
                                                        entry.seenAt(),
                                                        "held, as envelope 3f2c9a1e brought it"),
                                                new Chapter(
                                                        entry.seenAt().plusSeconds(2),
                                                        "bound to batch 812"),
                                                new Chapter(
                                                        entry.seenAt().plusSeconds(2),
                                                        "batch 812: 14 rows fixed"),
                                                new Chapter(
                                                        entry.seenAt().plusSeconds(3),
                                                        "batch 812: taken: 200"),
                                                new Chapter(entry.seenAt().plusSeconds(3), "done")),
                                        Optional.empty()));
    }

    @Override
    public List<Entry> oldest() {
        return entries.stream().filter(entry -> entry.state() == State.DEAD).toList();
    }

    @Override
    public Optional<Entry> find(EventKey key) {
        return oldest().stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    @Override
    public Optional<byte[]> body(EventKey key) {
        return Optional.of(BODY.getBytes(UTF_8));
    }

    @Override
    public Prospect rehearse(Entry letter) {
        return letter.reason().equals(UNREADABLE)
                ? new Prospect.StillDead(UNREADABLE)
                : new Prospect.Offered();
    }

    @Override
    public Begun replay(List<Entry> letters, String what, String who) {
        done.add("replay of %d for %s: %s".formatted(letters.size(), who, what));
        return new Begun.Run(TownRuns.REPLAY);
    }

    @Override
    public Begun discard(List<Entry> letters, String what, String reason, String who) {
        done.add("discard of %d for %s: %s".formatted(letters.size(), who, reason));
        return new Begun.Run(TownRuns.REPLAY);
    }
}

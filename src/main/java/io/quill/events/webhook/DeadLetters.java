package io.quill.events.webhook;

import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Dead letters, which may be read, or offered again after a fix. */
public final class DeadLetters {
    /** Most dead letters that are listed; what is done to all of them is not limited. */
    public static final int MOST_LISTED = 10_000;

    private final Ledger ledger;
    private final Outbox outbox;
    private final Sources sources;

    public DeadLetters(Ledger ledger, Outbox outbox, Sources sources) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.sources = sources;
    }

    /** Returns the oldest dead letters, MOST_LISTED at most. */
    public List<LedgerEntry> oldest() {
        return outbox.waiting(EntryState.DEAD, MOST_LISTED);
    }

    /** Does something to each wanted dead letter, which may be moved on meanwhile. */
    public void forEach(Predicate<LedgerEntry> wanted, Consumer<LedgerEntry> action) {
        outbox.forEach(
                EntryState.DEAD,
                letter -> {
                    if (wanted.test(letter)) {
                        action.accept(letter);
                    }
                });
    }

    public Optional<LedgerEntry> find(EventKey key) {
        return ledger.find(key).filter(ledgerEntry -> ledgerEntry.state() == EntryState.DEAD);
    }

    /** Returns what replaying a dead letter would come to, without writing anything. */
    public ReplayOutcome preview(LedgerEntry letter) {
        if (letter.event().isPresent()) {
            return new ReplayOutcome.Offered();
        }
        Optional<Source> source = sources.named(letter.key().source().toLowerCase(Locale.ROOT));
        Optional<byte[]> raw = ledger.raw(letter.key());
        if (source.isEmpty() || raw.isEmpty()) {
            return new ReplayOutcome.StillDead(
                    source.isEmpty() ? "its source is not wired" : "its body is gone");
        }
        return prospect(adapted(letter, source.get(), raw.get()));
    }

    private static AdaptedDelivery adapted(LedgerEntry letter, Source source, byte[] raw) {
        Envelope envelope =
                new Envelope(
                        letter.envelope(),
                        letter.seenAt(),
                        "POST",
                        "/webhook/" + source.name(),
                        Map.of(),
                        raw);
        return new AdaptedDelivery(new Delivery(source, envelope), source.adapt(envelope));
    }

    private static ReplayOutcome prospect(AdaptedDelivery adaptedDelivery) {
        byte[] body = adaptedDelivery.delivery().envelope().body();
        List<Arrival> arrivals = ArrivalMapper.of(adaptedDelivery);
        for (Arrival arrival : arrivals) {
            if (arrival instanceof Arrival.Unreadable same && Arrays.equals(same.raw(), body)) {
                return new ReplayOutcome.StillDead(same.reason());
            }
        }
        int ignored = adaptedDelivery.outcomes().size() - arrivals.size();
        return new ReplayOutcome.Understood(arrivals, ignored);
    }

    /**
     * Replays a dead letter, as the preview says; one that was moved on meanwhile is left alone.
     */
    public ReplayOutcome replay(LedgerEntry letter) {
        ReplayOutcome replayOutcome = preview(letter);
        switch (replayOutcome) {
            case ReplayOutcome.Offered _ -> ledger.revive(letter);
            case ReplayOutcome.Understood(List<Arrival> arrivals, int ignored) -> {
                if (!arrivals.isEmpty()) {
                    ledger.hold(arrivals);
                }
                if (ledger.close(letter) && ignored > 0) {
                    ledger.ignore(letter.key().source(), letter.seenAt(), ignored);
                }
            }
            case ReplayOutcome.StillDead(String reason) -> {
                if (!reason.equals(letter.reason())) {
                    ledger.markDead(letter, reason);
                }
            }
        }
        return replayOutcome;
    }
}

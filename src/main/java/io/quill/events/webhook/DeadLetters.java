package io.quill.events.webhook;

import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.ledger.State;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What was given up, and may be read or offered again after a fix. */
public final class DeadLetters {
    /** As many as are listed; what is done to all of them is done to those behind as well. */
    public static final int MOST_LISTED = 10_000;

    private final Ledger ledger;
    private final Outbox outbox;
    private final Sources sources;

    public DeadLetters(Ledger ledger, Outbox outbox, Sources sources) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.sources = sources;
    }

    /** The oldest, and {@link #MOST_LISTED} at most. */
    public List<Entry> oldest() {
        return outbox.waiting(State.DEAD, MOST_LISTED);
    }

    /** Each of them, however many there are; it may be moved on meanwhile. */
    public void forEach(Predicate<Entry> wanted, Consumer<Entry> action) {
        outbox.forEach(
                State.DEAD,
                letter -> {
                    if (wanted.test(letter)) {
                        action.accept(letter);
                    }
                });
    }

    public Optional<Entry> find(EventKey key) {
        return ledger.find(key).filter(entry -> entry.state() == State.DEAD);
    }

    /** What replaying it would come to. Nothing is written. */
    public Prospect look(Entry letter) {
        if (letter.event().isPresent()) {
            return new Prospect.Offered();
        }
        Optional<Source> source = sources.named(letter.key().source().toLowerCase(Locale.ROOT));
        Optional<byte[]> raw = ledger.raw(letter.key());
        if (source.isEmpty() || raw.isEmpty()) {
            return new Prospect.StillDead(
                    source.isEmpty() ? "its source is not wired" : "its body is gone");
        }
        return prospect(adapted(letter, source.get(), raw.get()));
    }

    private static Adapted adapted(Entry letter, Source source, byte[] raw) {
        Envelope envelope =
                new Envelope(
                        letter.envelope(),
                        letter.seenAt(),
                        "POST",
                        "/webhook/" + source.name(),
                        Map.of(),
                        raw);
        return new Adapted(new Delivery(source, envelope), source.adapt(envelope));
    }

    private static Prospect prospect(Adapted adapted) {
        byte[] body = adapted.delivery().envelope().body();
        List<Arrival> arrivals = Arrivals.of(adapted);
        for (Arrival arrival : arrivals) {
            if (arrival instanceof Arrival.Unreadable same && Arrays.equals(same.raw(), body)) {
                return new Prospect.StillDead(same.reason());
            }
        }
        int ignored = adapted.outcomes().size() - arrivals.size();
        return new Prospect.Understood(arrivals, ignored);
    }

    /** Does what {@link #look} says; a letter that moved on meanwhile is left alone. */
    public Prospect replay(Entry letter) {
        Prospect prospect = look(letter);
        switch (prospect) {
            case Prospect.Offered _ -> ledger.revive(letter);
            case Prospect.Understood(List<Arrival> arrivals, int ignored) -> {
                if (!arrivals.isEmpty()) {
                    ledger.hold(arrivals);
                }
                if (ledger.close(letter) && ignored > 0) {
                    ledger.ignore(letter.key().source(), letter.seenAt(), ignored);
                }
            }
            case Prospect.StillDead(String reason) -> {
                if (!reason.equals(letter.reason())) {
                    ledger.bury(letter, reason);
                }
            }
        }
        return prospect;
    }
}

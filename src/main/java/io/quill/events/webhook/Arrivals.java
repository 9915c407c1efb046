package io.quill.events.webhook;

import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.Arrival;
import io.quill.events.source.Moment;
import io.quill.events.source.Outcome;
import io.quill.events.source.Source;
import io.quill.platform.file.Sha256;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What of a delivery's outcomes goes into the ledger. */
final class Arrivals {
    private Arrivals() {}

    static List<Arrival> of(Adapted adapted) {
        List<Arrival> arrivals = new ArrayList<>(adapted.outcomes().size());
        for (Outcome outcome : adapted.outcomes()) {
            switch (outcome) {
                case Outcome.Fact(FactEvent event) ->
                        arrivals.add(countable(adapted.delivery(), event, ""));
                case Outcome.NeedsResolving(FactEvent event, String missing) ->
                        arrivals.add(countable(adapted.delivery(), event, missing));
                case Outcome.Rejected(String reason, byte[] raw) ->
                        arrivals.add(unreadable(adapted.delivery(), reason, raw));
                case Outcome.Ignored _, Outcome.Wakes _ -> {}
            }
        }
        return arrivals;
    }

    /** Those that count at the time of arrival, because their own could not be read. */
    static List<EventKey> untimed(Adapted adapted) {
        List<EventKey> untimed = new ArrayList<>();
        for (Outcome outcome : adapted.outcomes()) {
            switch (outcome) {
                case Outcome.Fact(FactEvent event) -> addUntimed(untimed, event);
                case Outcome.NeedsResolving(FactEvent event, _) -> addUntimed(untimed, event);
                case Outcome.Ignored _, Outcome.Wakes _, Outcome.Rejected _ -> {}
            }
        }
        return untimed;
    }

    private static void addUntimed(List<EventKey> untimed, FactEvent event) {
        if (event.notes().equals(Moment.UNREADABLE)) {
            untimed.add(event.key());
        }
    }

    private static Arrival countable(Delivery delivery, FactEvent event, String missing) {
        Envelope from = delivery.envelope();
        return new Arrival.Countable(event, missing, from.id(), from.receivedAt());
    }

    private static Arrival unreadable(Delivery delivery, String reason, byte[] raw) {
        Envelope from = delivery.envelope();
        return new Arrival.Unreadable(
                deadLetter(delivery.source(), raw), reason, raw, from.id(), from.receivedAt());
    }

    static List<EventKey> woken(Adapted adapted) {
        List<EventKey> woken = new ArrayList<>();
        for (Outcome outcome : adapted.outcomes()) {
            if (outcome instanceof Outcome.Wakes(EventKey key)) {
                woken.add(key);
            }
        }
        return woken;
    }

    /** The same bytes are the same dead letter, however often they are delivered. */
    private static EventKey deadLetter(Source source, byte[] raw) {
        return EventKey.of(
                source.name().toUpperCase(Locale.ROOT),
                "rejected",
                HexFormat.of().formatHex(Sha256.of(raw), 0, 16));
    }
}

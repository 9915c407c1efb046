package io.quill.events.webhook;

import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.Arrival;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.Source;
import io.quill.events.source.TimestampParser;
import io.quill.platform.file.Sha256;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Makes arrivals for the ledger of the outcomes of a delivery. */
final class ArrivalMapper {
    private ArrivalMapper() {}

    static List<Arrival> of(AdaptedDelivery adaptedDelivery) {
        List<Arrival> arrivals = new ArrayList<>(adaptedDelivery.outcomes().size());
        for (AdapterOutcome adapterOutcome : adaptedDelivery.outcomes()) {
            switch (adapterOutcome) {
                case AdapterOutcome.Fact(FactEvent event) ->
                        arrivals.add(countable(adaptedDelivery.delivery(), event, ""));
                case AdapterOutcome.NeedsResolving(FactEvent event, String missing) ->
                        arrivals.add(countable(adaptedDelivery.delivery(), event, missing));
                case AdapterOutcome.Rejected(String reason, byte[] raw) ->
                        arrivals.add(unreadable(adaptedDelivery.delivery(), reason, raw));
                case AdapterOutcome.Ignored _, AdapterOutcome.Wakes _ -> {}
            }
        }
        return arrivals;
    }

    /**
     * Returns the events that count at the time of arrival, because their own time could not be
     * read.
     */
    static List<EventKey> withUnreadableTime(AdaptedDelivery adaptedDelivery) {
        List<EventKey> untimed = new ArrayList<>();
        for (AdapterOutcome adapterOutcome : adaptedDelivery.outcomes()) {
            switch (adapterOutcome) {
                case AdapterOutcome.Fact(FactEvent event) -> addUntimed(untimed, event);
                case AdapterOutcome.NeedsResolving(FactEvent event, _) ->
                        addUntimed(untimed, event);
                case AdapterOutcome.Ignored _,
                        AdapterOutcome.Wakes _,
                        AdapterOutcome.Rejected _ -> {}
            }
        }
        return untimed;
    }

    private static void addUntimed(List<EventKey> untimed, FactEvent event) {
        if (event.notes().equals(TimestampParser.UNREADABLE_TIME)) {
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

    static List<EventKey> woken(AdaptedDelivery adaptedDelivery) {
        List<EventKey> woken = new ArrayList<>();
        for (AdapterOutcome adapterOutcome : adaptedDelivery.outcomes()) {
            if (adapterOutcome instanceof AdapterOutcome.Wakes(EventKey key)) {
                woken.add(key);
            }
        }
        return woken;
    }

    /** Returns the key of a dead letter; the same bytes have the same key. */
    private static EventKey deadLetter(Source source, byte[] raw) {
        return EventKey.of(
                source.name().toUpperCase(Locale.ROOT),
                "rejected",
                HexFormat.of().formatHex(Sha256.of(raw), 0, 16));
    }
}

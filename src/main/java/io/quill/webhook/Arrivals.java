package io.quill.webhook;

import io.quill.event.Envelope;
import io.quill.event.EventKey;
import io.quill.event.FactEvent;
import io.quill.ledger.Arrival;
import io.quill.source.Outcome;
import io.quill.source.Source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What of a delivery's outcomes goes into the ledger. */
final class Arrivals {
    private Arrivals() {}

    static List<Arrival> of(Adapted adapted) {
        return adapted.outcomes().stream()
                .map(outcome -> of(adapted.delivery(), outcome))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Arrival> of(Delivery delivery, Outcome outcome) {
        Envelope from = delivery.envelope();
        return switch (outcome) {
            case Outcome.Fact(FactEvent event) ->
                    Optional.of(new Arrival.Countable(event, "", from.id(), from.receivedAt()));
            case Outcome.NeedsResolving(FactEvent event, String missing) ->
                    Optional.of(
                            new Arrival.Countable(event, missing, from.id(), from.receivedAt()));
            case Outcome.Rejected(String reason, byte[] raw) ->
                    Optional.of(
                            new Arrival.Unreadable(
                                    deadLetter(delivery.source(), raw),
                                    reason,
                                    raw,
                                    from.id(),
                                    from.receivedAt()));
            case Outcome.Ignored _ -> Optional.empty();
            case Outcome.Wakes _ -> Optional.empty();
        };
    }

    static List<EventKey> woken(Adapted adapted) {
        return adapted.outcomes().stream()
                .flatMap(
                        outcome ->
                                outcome instanceof Outcome.Wakes(EventKey key)
                                        ? Optional.of(key).stream()
                                        : Optional.<EventKey>empty().stream())
                .toList();
    }

    /** The same bytes are the same dead letter, however often they are delivered. */
    private static EventKey deadLetter(Source source, byte[] raw) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(raw);
            return EventKey.of(
                    source.name().toUpperCase(Locale.ROOT),
                    "rejected",
                    HexFormat.of().formatHex(digest, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

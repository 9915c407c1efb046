package io.quill.webhook;

import io.quill.event.Envelope;
import io.quill.event.EventKey;
import io.quill.event.FactEvent;
import io.quill.ledger.Arrival;
import io.quill.ledger.Holding;
import io.quill.source.Outcome;
import io.quill.source.Source;
import io.quill.source.Sources;
import io.quill.source.Verdict;
import io.quill.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stations of a webhook, in the order in which its route names them. */
public final class WebhookDesk {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDesk.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final String PATH = "/webhook/";

    private final Sources sources;
    private final Hold hold;
    private final Gate gate;

    public WebhookDesk(Sources sources, Hold hold, Gate gate) {
        this.sources = sources;
        this.hold = hold;
        this.gate = gate;
    }

    /** A {@link Delivery}, or the {@link Answer} to what is none. */
    public Object verify(Envelope envelope) {
        Optional<Source> source = sources.named(name(envelope.path()));
        if (source.isEmpty()) {
            return new Answer.Refused(404);
        }
        return switch (source.get().verify(envelope)) {
            case Verdict.Genuine _ -> new Delivery(source.get(), envelope);
            case Verdict.Refused(String reason) -> {
                LOG.debug("{} refused: {}", envelope.id(), reason);
                yield new Answer.Refused(401);
            }
        };
    }

    private static String name(String path) {
        int query = path.indexOf('?');
        String bare = query < 0 ? path : path.substring(0, query);
        return bare.startsWith(PATH) ? bare.substring(PATH.length()) : "";
    }

    /** Splits a delivery into its events and understands each for itself. */
    public Adapted adapt(Delivery delivery) {
        return new Adapted(delivery, delivery.source().adapt(delivery.envelope()));
    }

    /** The answer, given when every event that counts is durable. */
    public Answer hold(Adapted adapted) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Outcome outcome : adapted.outcomes()) {
            arrival(adapted.delivery(), outcome).ifPresent(arrivals::add);
        }
        try {
            List<Holding> holdings = arrivals.isEmpty() ? List.of() : hold.hold(arrivals);
            int ignored = adapted.outcomes().size() - arrivals.size();
            return new Answer.Accepted(
                    adapted.delivery().envelope().id(), counts(arrivals, holdings, ignored));
        } catch (StoreException e) {
            LOG.error(
                    "{} could not be held: {}", adapted.delivery().envelope().id(), e.getMessage());
            return new Answer.Unavailable(COME_AGAIN);
        }
    }

    private static Optional<Arrival> arrival(Delivery delivery, Outcome outcome) {
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

    private Answer.Counts counts(List<Arrival> arrivals, List<Holding> holdings, int ignored) {
        int accepted = 0;
        int duplicates = 0;
        int gated = 0;
        int rejected = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            if (holdings.get(i) != Holding.HELD) {
                duplicates++;
            } else {
                switch (arrivals.get(i)) {
                    case Arrival.Unreadable _ -> rejected++;
                    case Arrival.Countable countable -> {
                        if (isStranger(countable.event())) {
                            gated++;
                        } else {
                            accepted++;
                        }
                    }
                }
            }
        }
        return new Answer.Counts(accepted, duplicates, gated, ignored, rejected);
    }

    private boolean isStranger(FactEvent event) {
        return event.hasAgent() && !gate.admits(event.agentId());
    }
}

package io.quill.events.webhook;

import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.HoldResult;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.source.WebhookVerdict;
import io.quill.platform.logging.RepeatedMessageLog;
import io.quill.platform.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Handles a delivery in the steps that the webhook's route names: verify, adapt, hold. */
public final class WebhookHandler {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final String PATH = "/webhook/";

    private final Sources sources;
    private final ArrivalStore arrivalStore;
    private final AgentGate agentGate;
    private final RepeatedMessageLog repeatedMessageLog;

    public WebhookHandler(
            Sources sources,
            ArrivalStore arrivalStore,
            AgentGate agentGate,
            RepeatedMessageLog repeatedMessageLog) {
        this.sources = sources;
        this.arrivalStore = arrivalStore;
        this.agentGate = agentGate;
        this.repeatedMessageLog = repeatedMessageLog;
    }

    /** Returns a verified Delivery, or the response that refuses it. */
    public Object verify(Envelope envelope) {
        Optional<Source> source = sources.named(sourceName(envelope.path()));
        if (source.isEmpty()) {
            return new WebhookResponse.Refused(404);
        }
        return switch (source.get().verify(envelope)) {
            case WebhookVerdict.Genuine _ -> new Delivery(source.get(), envelope);
            case WebhookVerdict.Refused(String reason) -> {
                repeatedMessageLog.count(
                        Level.WARN,
                        source.get().name()
                                + " sent a delivery that was refused with 401: "
                                + reason,
                        envelope.id());
                yield new WebhookResponse.Refused(401);
            }
        };
    }

    /** Returns the name of the source that a path leads to. */
    static String sourceName(String path) {
        int query = path.indexOf('?');
        String bare = query < 0 ? path : path.substring(0, query);
        return bare.startsWith(PATH) ? bare.substring(PATH.length()) : "";
    }

    /** Splits a delivery into its events and adapts each of them. */
    public AdaptedDelivery adapt(Delivery delivery) {
        AdaptedDelivery adaptedDelivery = new AdaptedDelivery(delivery, outcomes(delivery));
        ArrivalMapper.withUnreadableTime(adaptedDelivery)
                .forEach(key -> warnOfTime(delivery.source(), key));
        return adaptedDelivery;
    }

    private void warnOfTime(Source source, EventKey key) {
        repeatedMessageLog.count(
                Level.WARN,
                source.name()
                        + " sent a time that cannot be read; the time of arrival is "
                        + "used, and the event's notes say so. If this goes on, the "
                        + "source changed its format",
                key.value());
    }

    /** Adapts a delivery; if the adapter fails, the whole body becomes a dead letter. */
    private static List<AdapterOutcome> outcomes(Delivery delivery) {
        try {
            return delivery.source().adapt(delivery.envelope());
        } catch (RuntimeException e) {
            LOG.error(
                    "Could not read delivery {}; it is a dead letter now. Replay "
                            + "it after a fix: {}",
                    delivery.envelope().id(),
                    describe(e));
            return List.of(
                    new AdapterOutcome.Rejected(
                            "the adapter failed: " + e.getClass().getSimpleName(),
                            delivery.envelope().body()));
        }
    }

    /** Describes an exception without its message, which may repeat what was delivered. */
    private static String describe(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    /**
     * The answer, given when every event that counts is durable. No thread waits for it where the
     * store can do without.
     */
    public CompletableFuture<WebhookResponse> hold(AdaptedDelivery adaptedDelivery) {
        return CompletableFuture.completedFuture(adaptedDelivery)
                .thenCompose(this::holdArrivals)
                .exceptionally(fault -> unavailable(adaptedDelivery.delivery(), fault));
    }

    private CompletableFuture<WebhookResponse> holdArrivals(AdaptedDelivery adaptedDelivery) {
        List<Arrival> arrivals = ArrivalMapper.of(adaptedDelivery);
        CompletableFuture<List<HoldResult>> holdings =
                arrivals.isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : arrivalStore.submit(adaptedDelivery.delivery().source(), arrivals);
        if (arrivals.size() == adaptedDelivery.outcomes().size()) {
            return holdings.thenApply(each -> accepted(adaptedDelivery, arrivals, each));
        }
        return holdings.thenApplyAsync(
                each -> {
                    wakeAndCountIgnored(
                            adaptedDelivery, adaptedDelivery.outcomes().size() - arrivals.size());
                    return accepted(adaptedDelivery, arrivals, each);
                },
                Thread::startVirtualThread);
    }

    /** Wakes and counts after the events are held, since they may be the ones to wake. */
    private void wakeAndCountIgnored(AdaptedDelivery adaptedDelivery, int ignored) {
        List<EventKey> woken = ArrivalMapper.woken(adaptedDelivery);
        if (!woken.isEmpty()) {
            arrivalStore.wake(adaptedDelivery.delivery().source(), woken);
        }
        ignore(adaptedDelivery.delivery(), ignored);
    }

    private WebhookResponse accepted(
            AdaptedDelivery adaptedDelivery, List<Arrival> arrivals, List<HoldResult> holdings) {
        int ignored = adaptedDelivery.outcomes().size() - arrivals.size();
        WebhookResponse.Counts counts = counts(arrivals, holdings, ignored);
        Delivery delivery = adaptedDelivery.delivery();
        LOG.debug("{} from {}: {}", delivery.envelope().id(), delivery.source().name(), counts);
        return new WebhookResponse.Accepted(delivery.envelope().id(), counts);
    }

    private WebhookResponse unavailable(Delivery delivery, Throwable thrown) {
        String envelope = delivery.envelope().id();
        switch (thrown instanceof CompletionException ? thrown.getCause() : thrown) {
            case StoreException e ->
                    logNotHeld(
                            delivery.source(), e.reason().name(), e.getMessage() + ", " + envelope);
            case null -> logNotHeld(delivery.source(), describe(thrown), envelope);
            case Throwable fault -> {
                LOG.error(
                        "Delivery {} failed because of a defect in Quill; please "
                                + "report it: {}",
                        envelope,
                        describe(fault));
                logNotHeld(delivery.source(), fault.getClass().getSimpleName(), envelope);
            }
        }
        return new WebhookResponse.Unavailable(COME_AGAIN);
    }

    /**
     * Counts ignored events; if that fails nothing is lost, so the sender is not asked to send
     * again.
     */
    private void ignore(Delivery delivery, int number) {
        Envelope envelope = delivery.envelope();
        try {
            arrivalStore.ignore(delivery.source(), envelope.receivedAt(), number);
        } catch (StoreException e) {
            repeatedMessageLog.count(
                    Level.WARN,
                    "Could not count ignored entries in the books; no event is "
                            + "lost: "
                            + e.reason(),
                    e.getMessage() + ", " + envelope.id());
        }
    }

    /**
     * Logs a failure by its kind; the store's message is only an example, since it may name an
     * event.
     */
    private void logNotHeld(Source source, String kind, String example) {
        String consequence =
                source.redelivers()
                        ? "could not be stored; it was answered 503 and comes again: "
                        : "could not be stored, and is LOST unless it is sent or "
                                + "imported again: ";
        repeatedMessageLog.count(
                Level.ERROR,
                source.name() + " sent a delivery that " + consequence + kind,
                example);
    }

    private WebhookResponse.Counts counts(
            List<Arrival> arrivals, List<HoldResult> holdings, int ignored) {
        int accepted = 0;
        int duplicates = 0;
        int gated = 0;
        int rejected = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            if (holdings.get(i) != HoldResult.HELD) {
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
        return new WebhookResponse.Counts(accepted, duplicates, gated, ignored, rejected);
    }

    private boolean isStranger(FactEvent event) {
        return event.hasAgent() && !agentGate.admits(event.agentId());
    }
}

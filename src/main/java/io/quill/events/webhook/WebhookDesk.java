package io.quill.events.webhook;

import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Holding;
import io.quill.events.source.Outcome;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.source.Verdict;
import io.quill.platform.logging.Tally;
import io.quill.platform.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The stations of a webhook, in the order in which its route names them. */
public final class WebhookDesk {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDesk.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final String PATH = "/webhook/";

    private final Sources sources;
    private final Hold hold;
    private final Gate gate;
    private final Tally tally;

    public WebhookDesk(Sources sources, Hold hold, Gate gate, Tally tally) {
        this.sources = sources;
        this.hold = hold;
        this.gate = gate;
        this.tally = tally;
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
                tally.count(
                        Level.WARN,
                        source.get().name() + " sent what is not genuine: " + reason,
                        envelope.id());
                yield new Answer.Refused(401);
            }
        };
    }

    /** Of the source that a path leads to. */
    static String name(String path) {
        int query = path.indexOf('?');
        String bare = query < 0 ? path : path.substring(0, query);
        return bare.startsWith(PATH) ? bare.substring(PATH.length()) : "";
    }

    /** Splits a delivery into its events and understands each for itself. */
    public Adapted adapt(Delivery delivery) {
        Adapted adapted = new Adapted(delivery, outcomes(delivery));
        Arrivals.untimed(adapted).forEach(key -> warnOfTime(delivery.source(), key));
        return adapted;
    }

    private void warnOfTime(Source source, EventKey key) {
        tally.count(
                Level.WARN,
                source.name()
                        + " told a time that cannot be read; the time of arrival counts instead, and"
                        + " the event's notes say so. If it goes on, its format has changed",
                key.value());
    }

    /** Whatever a source's adapter does not survive is kept as it came. */
    private static List<Outcome> outcomes(Delivery delivery) {
        try {
            return delivery.source().adapt(delivery.envelope());
        } catch (RuntimeException e) {
            LOG.error("{} could not be adapted: {}", delivery.envelope().id(), told(e));
            return List.of(
                    new Outcome.Rejected(
                            "the adapter failed: " + e.getClass().getSimpleName(),
                            delivery.envelope().body()));
        }
    }

    /** Without the fault's own words, which may repeat what was delivered. */
    private static String told(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    /**
     * The answer, given when every event that counts is durable. No thread waits for it where the
     * store can do without.
     */
    public CompletableFuture<Answer> hold(Adapted adapted) {
        return CompletableFuture.completedFuture(adapted)
                .thenCompose(this::held)
                .exceptionally(fault -> unavailable(adapted.delivery(), fault));
    }

    private CompletableFuture<Answer> held(Adapted adapted) {
        List<Arrival> arrivals = Arrivals.of(adapted);
        CompletableFuture<List<Holding>> holdings =
                arrivals.isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : hold.submit(adapted.delivery().source(), arrivals);
        if (arrivals.size() == adapted.outcomes().size()) {
            return holdings.thenApply(each -> accepted(adapted, arrivals, each));
        }
        return holdings.thenApplyAsync(
                each -> {
                    noteTheRest(adapted, adapted.outcomes().size() - arrivals.size());
                    return accepted(adapted, arrivals, each);
                },
                Thread::startVirtualThread);
    }

    /** After what is held, for it may be what they wake. */
    private void noteTheRest(Adapted adapted, int ignored) {
        List<EventKey> woken = Arrivals.woken(adapted);
        if (!woken.isEmpty()) {
            hold.wake(adapted.delivery().source(), woken);
        }
        ignore(adapted.delivery(), ignored);
    }

    private Answer accepted(Adapted adapted, List<Arrival> arrivals, List<Holding> holdings) {
        int ignored = adapted.outcomes().size() - arrivals.size();
        Answer.Counts counts = counts(arrivals, holdings, ignored);
        Delivery delivery = adapted.delivery();
        LOG.debug("{} from {}: {}", delivery.envelope().id(), delivery.source().name(), counts);
        return new Answer.Accepted(delivery.envelope().id(), counts);
    }

    private Answer unavailable(Delivery delivery, Throwable thrown) {
        String envelope = delivery.envelope().id();
        switch (thrown instanceof CompletionException ? thrown.getCause() : thrown) {
            case StoreException e ->
                    alarm(delivery.source(), e.reason().name(), e.getMessage() + ", " + envelope);
            case null -> alarm(delivery.source(), told(thrown), envelope);
            case Throwable fault -> {
                LOG.error("{} met a fault of Quill's own: {}", envelope, told(fault));
                alarm(delivery.source(), fault.getClass().getSimpleName(), envelope);
            }
        }
        return new Answer.Unavailable(COME_AGAIN);
    }

    /**
     * Nothing that anybody wants is lost if it is not counted, so nobody is asked to come again.
     */
    private void ignore(Delivery delivery, int number) {
        Envelope envelope = delivery.envelope();
        try {
            hold.ignore(delivery.source(), envelope.receivedAt(), number);
        } catch (StoreException e) {
            tally.count(
                    Level.WARN,
                    "What is of no interest could not be counted: " + e.reason(),
                    e.getMessage() + ", " + envelope.id());
        }
    }

    /** The store's own words may name an event or a request: they are an example, and no kind. */
    private void alarm(Source source, String kind, String example) {
        String consequence =
                source.redelivers()
                        ? "could not be held, and is to come again: "
                        : "could not be held, and is LOST unless somebody sends it again: ";
        tally.count(Level.ERROR, source.name() + " sent what " + consequence + kind, example);
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

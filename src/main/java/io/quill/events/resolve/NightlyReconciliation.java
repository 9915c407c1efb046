package io.quill.events.resolve;

import io.quill.platform.jobs.ActiveRun;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.RunOutcome;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.StartResult;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Reconciles with HubSpot once a night, on one replica. A missed night is made up for at the next
 * start, from the time of the last one on.
 */
public final class NightlyReconciliation {
    public static final Job JOB = new Job("reconcile", "hubspot", "timer");

    private static final Logger LOG = LoggerFactory.getLogger(NightlyReconciliation.class);
    private static final ItemKey LAST = new ItemKey("RECONCILE#hubspot", "last");
    private static final String NIGHT = "night";
    private static final String AT = "at";
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(15);
    private static final Duration MARGIN = Duration.ofHours(12);

    private final Reconciler reconciler;
    private final RunRegistry runRegistry;
    private final DataStore store;
    private final LocalTime time;
    private final ZoneId zone;
    private final InstantSource clock;
    private Instant notBefore = Instant.MIN;

    public NightlyReconciliation(
            Reconciler reconciler,
            RunRegistry runRegistry,
            DataStore store,
            LocalTime time,
            ZoneId zone,
            InstantSource clock) {
        this.reconciler = reconciler;
        this.runRegistry = runRegistry;
        this.store = store;
        this.time = time;
        this.zone = zone;
        this.clock = clock;
    }

    /** Reconciles if it is due; call it every minute or so. */
    public void tick() {
        Instant now = clock.instant();
        if (now.isBefore(notBefore) || !isDue(last())) {
            return;
        }
        switch (runRegistry.begin(JOB)) {
            case StartResult.Busy _ -> notBefore = now.plus(AFTER_A_FAILURE);
            case StartResult.Begun(ActiveRun run) -> run.execute(this::runOnce);
        }
    }

    /** Reconciles unless another replica did it between the check and the start of the run. */
    private RunOutcome runOnce(ActiveRun run) {
        Optional<Item> last = last();
        if (!isDue(last)) {
            return new RunOutcome.Finished("another process did it");
        }
        notBefore = clock.instant().plus(AFTER_A_FAILURE);
        LocalDate night = dueNight();
        Instant began = clock.instant();
        return switch (reconciled(run, last)) {
            case ReconcileResult done when done.isFinished() -> {
                store.write(new Write.Put(item(night, began), Condition.NONE));
                LOG.info(
                        "Searched HubSpot for events without a webhook: {} found, {} "
                                + "of them new",
                        done.found(),
                        done.held());
                yield new RunOutcome.Finished(
                        done.held() + " of " + done.found() + " had come by no webhook");
            }
            case ReconcileResult part -> {
                LOG.warn("The nightly search in HubSpot was not finished: {}", part.unfinished());
                yield new RunOutcome.Failed(part.unfinished());
            }
        };
    }

    private ReconcileResult reconciled(ActiveRun run, Optional<Item> last) {
        Optional<Instant> since =
                last.flatMap(item -> item.text(AT)).map(Instant::parse).map(at -> at.minus(MARGIN));
        try {
            return reconciler.run(
                    since, so -> run.report(so.found() + " found, " + so.held() + " held"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new ReconcileResult(0, 0, "Quill was stopped meanwhile");
        }
    }

    private boolean isDue(Optional<Item> last) {
        return last.flatMap(item -> item.text(NIGHT))
                .map(LocalDate::parse)
                .filter(done -> !done.isBefore(dueNight()))
                .isEmpty();
    }

    /** Returns the last night whose time has come. */
    private LocalDate dueNight() {
        ZonedDateTime now = clock.instant().atZone(zone);
        LocalDate today = now.toLocalDate();
        return now.toLocalTime().isBefore(time) ? today.minusDays(1) : today;
    }

    private Optional<Item> last() {
        return store.get(LAST, Consistency.STRONG);
    }

    private static Item item(LocalDate night, Instant began) {
        return Item.at(LAST.pk(), LAST.sk())
                .with(NIGHT, night.toString())
                .with(AT, began.toString())
                .build();
    }
}

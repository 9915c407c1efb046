package io.quill.events.resolve;

import io.quill.platform.jobs.Ending;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Running;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.Start;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
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
 * Looks for missed events once a night, whichever replica is awake; a night that nobody was awake
 * in is made up for at the next start, and then what happened since is looked through.
 */
public final class Nightly {
    public static final Job JOB = new Job("reconcile", "hubspot", "timer");

    private static final Logger LOG = LoggerFactory.getLogger(Nightly.class);
    private static final Key LAST = new Key("RECONCILE#hubspot", "last");
    private static final String NIGHT = "night";
    private static final String AT = "at";
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(15);
    private static final Duration MARGIN = Duration.ofHours(12);

    private final Reconcile reconcile;
    private final Runs runs;
    private final DataStore store;
    private final LocalTime time;
    private final ZoneId zone;
    private final InstantSource clock;
    private Instant notBefore = Instant.MIN;

    public Nightly(
            Reconcile reconcile,
            Runs runs,
            DataStore store,
            LocalTime time,
            ZoneId zone,
            InstantSource clock) {
        this.reconcile = reconcile;
        this.runs = runs;
        this.store = store;
        this.time = time;
        this.zone = zone;
        this.clock = clock;
    }

    /** To be called every minute or so; does what is due, and nothing mostly. */
    public void tick() {
        Instant now = clock.instant();
        if (now.isBefore(notBefore) || !isDue(last())) {
            return;
        }
        switch (runs.begin(JOB)) {
            case Start.Busy _ -> notBefore = now.plus(AFTER_A_FAILURE);
            case Start.Begun(Running run) -> run.does(this::once);
        }
    }

    /** Another replica may have done it between the look and the right to do it. */
    private Ending once(Running run) {
        Optional<Item> last = last();
        if (!isDue(last)) {
            return new Ending.Finished("another process did it");
        }
        notBefore = clock.instant().plus(AFTER_A_FAILURE);
        LocalDate night = night();
        Instant began = clock.instant();
        return switch (reconciled(run, last)) {
            case Reconciled done when done.isFinished() -> {
                store.write(new Write.Put(item(night, began), Condition.NONE));
                LOG.info("Reconciled with HubSpot: {} found, {} held", done.found(), done.held());
                yield new Ending.Finished(
                        done.held() + " of " + done.found() + " had come by no webhook");
            }
            case Reconciled part -> {
                LOG.warn("HubSpot could not be looked through: {}", part.unfinished());
                yield new Ending.Failed(part.unfinished());
            }
        };
    }

    private Reconciled reconciled(Running run, Optional<Item> last) {
        Optional<Instant> since =
                last.flatMap(item -> item.text(AT)).map(Instant::parse).map(at -> at.minus(MARGIN));
        try {
            return reconcile.run(
                    since, so -> run.says(so.found() + " found, " + so.held() + " held"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Reconciled(0, 0, "Quill was stopped meanwhile");
        }
    }

    private boolean isDue(Optional<Item> last) {
        return last.flatMap(item -> item.text(NIGHT))
                .map(LocalDate::parse)
                .filter(done -> !done.isBefore(night()))
                .isEmpty();
    }

    /** The last one whose time has come. */
    private LocalDate night() {
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

package io.quill.events.resolve;

import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.ledger.State;
import io.quill.events.source.hubspot.Answer;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.ObjectKey;
import io.quill.events.source.hubspot.ObjectType;
import io.quill.platform.store.Guard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves on what waits for something that its webhook did not tell: HubSpot is asked, of Aloware a
 * later delivery is awaited, and after a while its fact counts as unassigned. One caller at a time.
 */
public final class Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final Duration PASSES_BY_ITSELF = Duration.ofMinutes(1);
    private static final int MOST = 400;

    private final Ledger ledger;
    private final Outbox outbox;
    private final LookUp lookUp;
    private final Patience patience;
    private final InstantSource clock;
    private volatile Optional<Rest> rest = Optional.empty();
    private boolean waitsAreRight;

    public Resolver(
            Ledger ledger, Outbox outbox, LookUp lookUp, Patience patience, InstantSource clock) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.lookUp = lookUp;
        this.patience = patience;
        this.clock = clock;
    }

    /** Returns how many events it moved; what it could not ask about stays as it is. */
    public int advance(Guard guard) {
        Instant now = clock.instant();
        Moves moves = new Moves(ledger.under(guard), patience, now);
        Map<ObjectType, Map<ObjectKey, Entry>> asked = new EnumMap<>(ObjectType.class);
        boolean resting = resting().isPresent();
        setWaitsRight(moves);
        for (Entry entry : due(now)) {
            Optional<ObjectKey> key = ObjectKey.of(entry.key());
            if (key.isEmpty()) {
                moves.unaskable(entry);
            } else if (!resting) {
                asked.computeIfAbsent(key.get().type(), _ -> new LinkedHashMap<>())
                        .put(key.get(), entry);
            }
        }
        asked.forEach((type, entries) -> ask(type, entries, moves));
        return moves.made();
    }

    /** Once: what was set aside may have been so under another setting. */
    private void setWaitsRight(Moves moves) {
        if (!waitsAreRight) {
            outbox.forEach(
                    State.PARKED,
                    entry -> {
                        if (moves.waitsTooLong(entry)) {
                            moves.unaskable(entry);
                        }
                    });
            waitsAreRight = true;
        }
    }

    private List<Entry> due(Instant now) {
        List<Entry> due = new ArrayList<>(outbox.waiting(State.UNRESOLVED, MOST));
        due.addAll(outbox.due(State.PARKED, now, MOST));
        return due;
    }

    /** Present while HubSpot is not to be asked. */
    public Optional<Rest> resting() {
        return rest.filter(each -> clock.instant().isBefore(each.until()));
    }

    private void ask(ObjectType type, Map<ObjectKey, Entry> entries, Moves moves) {
        Map<ObjectKey, Entry> batch = new LinkedHashMap<>();
        for (Map.Entry<ObjectKey, Entry> each : entries.entrySet()) {
            if (lookUp.isElsewhere(each.getKey())) {
                moves.make(each.getValue(), new Decision.NotYet("it lies in another portal"));
                continue;
            }
            batch.put(each.getKey(), each.getValue());
            if (batch.size() == Crm.MOST_IDS) {
                askOnce(type, batch, moves);
                batch = new LinkedHashMap<>();
            }
        }
        askOnce(type, batch, moves);
    }

    private void askOnce(ObjectType type, Map<ObjectKey, Entry> batch, Moves moves) {
        if (batch.isEmpty() || resting().isPresent()) {
            return;
        }
        switch (lookUp.decide(type, batch)) {
            case Answer.Given<Map<Entry, Decision>>(var decisions) -> {
                rest = Optional.empty();
                decisions.forEach(moves::make);
            }
            case Answer.Withheld<Map<Entry, Decision>>(String why, Duration pause) ->
                    rest(why, pause);
            case Answer.Refused<Map<Entry, Decision>>(String why) -> apart(type, batch, why, moves);
        }
    }

    /** Halves what is refused as a whole, until what it is refused for stands alone. */
    private void apart(ObjectType type, Map<ObjectKey, Entry> batch, String why, Moves moves) {
        if (batch.size() == 1) {
            batch.values().forEach(entry -> moves.make(entry, new Decision.NotYet(why)));
            return;
        }
        Map<ObjectKey, Entry> half = new LinkedHashMap<>();
        Map<ObjectKey, Entry> other = new LinkedHashMap<>();
        batch.forEach(
                (key, entry) -> (half.size() < batch.size() / 2 ? half : other).put(key, entry));
        askOnce(type, half, moves);
        askOnce(type, other, moves);
    }

    private void rest(String why, Duration pause) {
        Rest next = new Rest(why, clock.instant().plus(pause));
        if (rest.filter(last -> last.why().equals(why)).isEmpty()) {
            LOG.atLevel(pause.compareTo(PASSES_BY_ITSELF) > 0 ? Level.WARN : Level.INFO)
                    .log("HubSpot is not asked before {}: {}", next.until(), why);
        }
        rest = Optional.of(next);
    }
}

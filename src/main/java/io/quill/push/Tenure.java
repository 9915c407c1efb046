package io.quill.push;

import io.quill.event.EventKey;
import io.quill.ledger.Entry;
import io.quill.ledger.Ledger;
import io.quill.store.Guard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pusher knows while it has the lease. All of it can be found again in the store, so whoever
 * is in doubt about it begins another one.
 */
final class Tenure {
    private final Guard guard;
    private final Ledger ledger;
    private final Deque<OpenBatch> inherited;
    private final Deque<List<EventKey>> pieces = new ArrayDeque<>();
    private final Map<EventKey, String> suspects = new HashMap<>();
    private Optional<Instant> suspectedSince = Optional.empty();
    private String dataset = "";
    private Optional<List<Entry>> putOff = Optional.empty();
    private Optional<Quota> quota = Optional.empty();
    private Optional<OpenBatch> current = Optional.empty();
    private Optional<Instant> doubtedAt = Optional.empty();
    private Optional<String> question = Optional.empty();

    Tenure(Guard guard, Ledger ledger, Collection<OpenBatch> inherited) {
        this.guard = guard;
        this.ledger = ledger.under(guard);
        this.inherited = new ArrayDeque<>(inherited);
    }

    Guard guard() {
        return guard;
    }

    /** In which nothing moves once the lease is lost. */
    Ledger ledger() {
        return ledger;
    }

    Optional<Quota> quota() {
        return quota;
    }

    /** The sink has been looked at: this is where rows go, and what they are counted by. */
    void pushesTo(String name, Quota known) {
        dataset = name;
        quota = Optional.of(known);
    }

    /** The sink is looked at again first. */
    void looksAgain() {
        quota = Optional.empty();
    }

    String dataset() {
        return dataset;
    }

    /** The batch that has to be done with before there is another. */
    Optional<OpenBatch> current() {
        return current;
    }

    boolean isBusy() {
        return current.isPresent() || !inherited.isEmpty();
    }

    void take(OpenBatch batch) {
        current = Optional.of(batch);
    }

    void done() {
        current = Optional.empty();
        doubtedAt = Optional.empty();
        question = Optional.empty();
    }

    /** The sink may have it from an earlier post already. */
    boolean postedBefore() {
        return doubtedAt.isPresent();
    }

    void mayHaveBeenTaken(Instant now) {
        doubtedAt = Optional.of(now);
    }

    /** A post that nobody heard of may still be under way, and be taken while we look. */
    boolean mayStillBeTaken(Instant now, Duration time) {
        return doubtedAt.filter(at -> now.isBefore(at.plus(time))).isPresent();
    }

    /** Why it is asked what became of the batch, while nobody answers that. */
    Optional<String> question() {
        return question;
    }

    void asks(String why) {
        question = Optional.of(why);
    }

    void answered() {
        question = Optional.empty();
    }

    /** A batch that a predecessor left; what came of it is not known. */
    Optional<OpenBatch> inherit(Instant now) {
        Optional<OpenBatch> left = Optional.ofNullable(inherited.pollFirst());
        left.ifPresent(
                batch -> {
                    take(batch);
                    mayHaveBeenTaken(now);
                });
        return left;
    }

    /** Facts that were read already, and waited for their dimensions. */
    Optional<List<Entry>> putOff() {
        Optional<List<Entry>> entries = putOff;
        putOff = Optional.empty();
        return entries;
    }

    void putOff(List<Entry> entries) {
        putOff = entries.isEmpty() ? Optional.empty() : Optional.of(entries);
    }

    /** The halves of a refused batch go next, one after the other. */
    void halve(OpenBatch batch) {
        List<EventKey> keys = batch.keys();
        int half = keys.size() / 2;
        pieces.addFirst(keys.subList(half, keys.size()));
        pieces.addFirst(keys.subList(0, half));
    }

    Optional<List<EventKey>> piece() {
        return Optional.ofNullable(pieces.peekFirst());
    }

    /** It has its batch, or needs none. */
    void pieceIsDone() {
        pieces.pollFirst();
    }

    /** Refused alone, but perhaps not for its own sake: passed over until a row is taken. */
    void suspect(EventKey key, String words) {
        suspects.put(key, words);
    }

    Map<EventKey, String> suspects() {
        return Map.copyOf(suspects);
    }

    void clearSuspects() {
        suspects.clear();
        suspectedSince = Optional.empty();
    }

    /** They are tried again once in a while, since somebody may have mended the table. */
    void suspectAnewAfter(Instant now, Duration time) {
        if (suspectedSince.isEmpty()) {
            suspectedSince = Optional.of(now);
        } else if (!now.isBefore(suspectedSince.get().plus(time))) {
            clearSuspects();
        }
    }
}

package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.sink.Decision;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Quota;
import io.quill.events.sink.Sink;
import io.quill.platform.store.Guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a pusher knows while it has the lease. All of it can be found again in the store, so whoever
 * is in doubt about it begins another one.
 */
final class Tenure {
    private final Guard guard;
    private final Ledger ledger;
    private final Deque<OpenBatch> inherited;
    private final InstantSource elapsed;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final Map<EventKey, Loner> loners = new HashMap<>();
    private final Set<EventKey> told = new HashSet<>();
    private int doubts;
    private int denials;
    private Optional<Split> split = Optional.empty();
    private final Map<EventKey, String> suspects = new HashMap<>();
    private Optional<Instant> suspectedSince = Optional.empty();
    private String dataset = "";
    private Optional<List<Entry>> putOff = Optional.empty();
    private Optional<Quota> quota = Optional.empty();
    private Optional<OpenBatch> current = Optional.empty();
    private Optional<Instant> doubtedAt = Optional.empty();
    private Instant mayComeUntil = Instant.MIN;
    private Optional<String> question = Optional.empty();
    private boolean isPart;

    /**
     * A part of a batch, that goes in a batch of its own.
     *
     * @param doubts how often its rows were in doubt before
     */
    private record Piece(List<EventKey> keys, int doubts) {}

    /**
     * A batch that is not posted again, but split once it is sure that no post of it is under way.
     *
     * @param refusal what the rows were blamed for, if it was not mere doubt
     * @param mayBeRevoked whether its number may still be used up
     */
    record Split(String words, Optional<PushResult> refusal, boolean mayBeRevoked) {
        Split withoutRevoking() {
            return new Split(words, refusal, false);
        }
    }

    /**
     * @param elapsed by which a post is under way no more
     */
    Tenure(Guard guard, Ledger ledger, Collection<OpenBatch> inherited, InstantSource elapsed) {
        this.elapsed = elapsed;
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

    /** Parts of a batch go at once, so that its good rows need not wait for the bad one. */
    Decision room(int rows) {
        Quota known = quota.orElseThrow();
        return isPart || !pieces.isEmpty() ? known.part(rows) : known.next(rows);
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
        doubts = 0;
        denials = 0;
        split = Optional.empty();
        doubtedAt = Optional.empty();
        mayComeUntil = Instant.MIN;
        question = Optional.empty();
    }

    /** The sink may have it from an earlier post already. */
    boolean postedBefore() {
        return doubtedAt.isPresent();
    }

    void mayHaveBeenTaken(Instant now) {
        doubts++;
        doubtedAt = Optional.of(now);
        mayComeUntil = elapsed.instant().plus(Sink.LATE);
    }

    /** A post that nobody heard of may still be under way, and be taken while we look. */
    boolean mayStillBeTaken() {
        return elapsed.instant().isBefore(mayComeUntil);
    }

    /** How often in a row the batch, or the one that it is a part of, was in doubt. */
    int doubts() {
        return doubts;
    }

    Optional<Instant> doubtedAt() {
        return doubtedAt;
    }

    /** Tells how often by now. */
    int wasDenied() {
        return ++denials;
    }

    void hasBeenDoubted(int times) {
        doubts = times;
    }

    Optional<Split> split() {
        return split;
    }

    void splits(Split how) {
        split = Optional.of(how);
    }

    /** Of rows that may be doubled those that nobody has been told of, while it is remembered. */
    List<EventKey> untold(List<EventKey> keys) {
        return keys.stream().filter(told::add).toList();
    }

    Map<EventKey, Loner> loners() {
        return loners;
    }

    /** Something was taken, so whatever stands alone is tried again, to be judged. */
    void othersWereTaken(List<EventKey> keys, Instant now) {
        keys.forEach(loners::remove);
        loners.replaceAll((_, loner) -> loner.whileOthersAreTaken(now));
        if (loners.isEmpty() && pieces.isEmpty()) {
            told.clear();
        }
    }

    /** One that is due goes next, alone. */
    void callLoner(Instant now, int doubtsBefore) {
        if (pieces.isEmpty()) {
            loners.entrySet().stream()
                    .filter(each -> !now.isBefore(each.getValue().next()))
                    .findFirst()
                    .ifPresent(
                            due -> {
                                due.setValue(due.getValue().called(now));
                                pieces.addFirst(new Piece(List.of(due.getKey()), doubtsBefore));
                            });
        }
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

    /** The halves of a batch go next, one after the other. */
    void halve(OpenBatch batch, int doubtsBefore) {
        List<EventKey> keys = batch.keys();
        int half = keys.size() / 2;
        pieces.addFirst(new Piece(keys.subList(half, keys.size()), doubtsBefore));
        pieces.addFirst(new Piece(keys.subList(0, half), doubtsBefore));
    }

    /** The same rows go next, and how often they were in doubt is not forgotten. */
    void again(OpenBatch batch) {
        pieces.addFirst(new Piece(batch.keys(), doubts));
    }

    Optional<List<EventKey>> piece() {
        return Optional.ofNullable(pieces.peekFirst()).map(Piece::keys);
    }

    /** It has its batch, or needs none; tells how often its rows were in doubt before. */
    int pieceIsDone() {
        Piece piece = pieces.pollFirst();
        isPart = piece != null;
        return piece == null ? 0 : piece.doubts();
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

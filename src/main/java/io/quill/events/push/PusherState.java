package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.QuotaDecision;
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

/** State of the pusher while it has the lease. All of it can be read from the store again. */
final class PusherState {
    private final Guard guard;
    private final Ledger ledger;
    private final Deque<OpenBatch> inherited;
    private final InstantSource elapsed;
    private final Deque<Piece> parts = new ArrayDeque<>();
    private final Map<EventKey, IsolatedRow> isolatedRows = new HashMap<>();
    private final Set<EventKey> reported = new HashSet<>();
    private final Set<EventKey> resendOrdered = new HashSet<>();
    private int doubts;
    private int denials;
    private Optional<Split> split = Optional.empty();
    private final Map<EventKey, String> suspects = new HashMap<>();
    private Optional<Instant> suspectedSince = Optional.empty();
    private String dataset = "";
    private Optional<List<LedgerEntry>> deferred = Optional.empty();
    private Optional<DatasetQuota> quota = Optional.empty();
    private Optional<OpenBatch> current = Optional.empty();
    private Optional<Instant> doubtedAt = Optional.empty();
    private Instant mayBeTakenUntil = Instant.MIN;
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
    PusherState(
            Guard guard, Ledger ledger, Collection<OpenBatch> inherited, InstantSource elapsed) {
        this.elapsed = elapsed;
        this.guard = guard;
        this.ledger = ledger.guardedBy(guard);
        this.inherited = new ArrayDeque<>(inherited);
    }

    Guard guard() {
        return guard;
    }

    /** In which nothing moves once the lease is lost. */
    Ledger ledger() {
        return ledger;
    }

    Optional<DatasetQuota> quota() {
        return quota;
    }

    /** Sets the dataset that rows go to, and its quota. */
    void setSink(String name, DatasetQuota known) {
        dataset = name;
        quota = Optional.of(known);
    }

    /**
     * Asks the quota; parts of a batch go at once, so that its good rows need not wait for the bad
     * one.
     */
    QuotaDecision askQuota(int rows) {
        DatasetQuota known = quota.orElseThrow();
        return isPart || !parts.isEmpty() ? known.decideForPart(rows) : known.decide(rows);
    }

    /** Has the sink checked again before anything is sent. */
    void forgetSink() {
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

    void setCurrent(OpenBatch batch) {
        current = Optional.of(batch);
    }

    void clearCurrent() {
        current = Optional.empty();
        doubts = 0;
        denials = 0;
        split = Optional.empty();
        doubtedAt = Optional.empty();
        mayBeTakenUntil = Instant.MIN;
        question = Optional.empty();
    }

    /** Returns whether the sink may have the batch from an earlier post. */
    boolean postedBefore() {
        return doubtedAt.isPresent();
    }

    void addDoubt(Instant now) {
        doubts++;
        doubtedAt = Optional.of(now);
        mayBeTakenUntil = elapsed.instant().plus(Sink.LATE_WINDOW);
    }

    /** Returns whether an unanswered post may still be under way. */
    boolean mayStillBeTaken() {
        return elapsed.instant().isBefore(mayBeTakenUntil);
    }

    /** How often in a row the batch, or the one that it is a part of, was in doubt. */
    int doubts() {
        return doubts;
    }

    Optional<Instant> doubtedAt() {
        return doubtedAt;
    }

    /** Counts a denial, and returns how many there are. */
    int countDenial() {
        return ++denials;
    }

    void setDoubts(int times) {
        doubts = times;
    }

    Optional<Split> split() {
        return split;
    }

    void setSplit(Split how) {
        split = Optional.of(how);
    }

    /** Returns those rows that are not yet recorded as possibly doubled, and remembers them. */
    List<EventKey> unreported(List<EventKey> keys) {
        return keys.stream().filter(reported::add).toList();
    }

    Map<EventKey, IsolatedRow> isolatedRows() {
        return isolatedRows;
    }

    /** Notes that rows were taken, so that isolated rows are tried again and judged. */
    void othersWereTaken(List<EventKey> keys, Instant now) {
        keys.forEach(isolatedRows::remove);
        isolatedRows.replaceAll((_, isolatedRow) -> isolatedRow.whileOthersAreTaken(now));
        endResendOrder(keys);
        if (isolatedRows.isEmpty() && parts.isEmpty()) {
            reported.clear();
            resendOrdered.clear();
        }
    }

    /** Schedules an isolated row that is due. */
    void scheduleIsolatedRow(Instant now, int doubtsBefore) {
        if (parts.isEmpty()) {
            isolatedRows.entrySet().stream()
                    .filter(each -> !now.isBefore(each.getValue().next()))
                    .findFirst()
                    .ifPresent(
                            due -> {
                                due.setValue(due.getValue().posted(now));
                                parts.addFirst(new Piece(List.of(due.getKey()), doubtsBefore));
                            });
        }
    }

    /** Why it is asked what became of the batch, while nobody answers that. */
    Optional<String> question() {
        return question;
    }

    void setQuestion(String why) {
        question = Optional.of(why);
    }

    void clearQuestion() {
        question = Optional.empty();
    }

    /** Takes over a batch that a predecessor left, whose outcome is not known. */
    Optional<OpenBatch> inherit(Instant now) {
        Optional<OpenBatch> left = Optional.ofNullable(inherited.pollFirst());
        left.ifPresent(
                batch -> {
                    setCurrent(batch);
                    addDoubt(now);
                });
        return left;
    }

    /** Facts that were read already, and waited for their dimensions. */
    Optional<List<LedgerEntry>> deferred() {
        Optional<List<LedgerEntry>> entries = deferred;
        deferred = Optional.empty();
        return entries;
    }

    void deferred(List<LedgerEntry> entries) {
        deferred = entries.isEmpty() ? Optional.empty() : Optional.of(entries);
    }

    /** Puts both halves of a batch next. */
    void halve(OpenBatch batch, int doubtsBefore) {
        List<EventKey> keys = batch.keys();
        int half = keys.size() / 2;
        parts.addFirst(new Piece(keys.subList(half, keys.size()), doubtsBefore));
        parts.addFirst(new Piece(keys.subList(0, half), doubtsBefore));
    }

    /** Puts the same rows next, with their count of doubts. */
    void repeat(OpenBatch batch) {
        parts.addFirst(new Piece(batch.keys(), doubts));
    }

    /**
     * Puts the rows of a held batch next, as an operator ordered. The order lasts until they are
     * taken, given up or held again, and their one doubt still counts.
     */
    void repeatByOrder(OpenBatch batch) {
        resendOrdered.addAll(batch.keys());
        parts.addLast(new Piece(batch.keys(), 1));
    }

    /** Returns whether an operator ordered all rows of a batch to be sent again. */
    boolean isResendOrdered(OpenBatch batch) {
        return resendOrdered.containsAll(batch.keys());
    }

    /** Ends an order to send rows again. */
    void endResendOrder(List<EventKey> keys) {
        keys.forEach(resendOrdered::remove);
    }

    Optional<List<EventKey>> nextPart() {
        return Optional.ofNullable(parts.peekFirst()).map(Piece::keys);
    }

    /**
     * Removes the part that has its batch or needs none, and returns how often its rows were in
     * doubt.
     */
    int removePart() {
        Piece piece = parts.pollFirst();
        isPart = piece != null;
        return piece == null ? 0 : piece.doubts();
    }

    /**
     * Passes over a row that was refused alone until another row is taken, since the table may be
     * to blame.
     */
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

    /** Clears the suspects once in a while, since somebody may have mended the table. */
    void clearSuspectsAfter(Instant now, Duration time) {
        if (suspectedSince.isEmpty()) {
            suspectedSince = Optional.of(now);
        } else if (!now.isBefore(suspectedSince.get().plus(time))) {
            clearSuspects();
        }
    }
}

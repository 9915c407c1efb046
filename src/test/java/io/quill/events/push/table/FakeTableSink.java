package io.quill.events.push.table;

import io.quill.events.sink.Batch;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.RowCount;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.events.sink.SinkStatus;
import io.quill.platform.store.ProcessKilledException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A far side that does to the next requests what it is told, and afterwards what it is asked. */
final class FakeTableSink implements Sink {
    enum Mood {
        WELL,
        TAKES_AND_IS_SILENT,
        IS_SILENT,
        TAKES_LATE,
        THROTTLES,
        REFUSES_FOR_SIZE,
        DENIES,
        IS_UNREACHABLE,
        DIES_BEFORE,
        DIES_AFTER,
        DIES_AND_TAKES_LATE,
        IS_OVERTAKEN;

        boolean kills() {
            return this == DIES_BEFORE || this == DIES_AFTER || this == DIES_AND_TAKES_LATE;
        }
    }

    private record Late(Instant at, Supplier<PushResult> work) {}

    private final Map<String, List<String>> tables = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final Deque<Mood> moods = new ArrayDeque<>();
    private final Deque<Late> late = new ArrayDeque<>();
    private final List<PushResult> outcomes = new ArrayList<>();
    private final InstantSource clock;
    private final boolean numbered;
    private Runnable intruder = () -> {};
    private Optional<Runnable> delay = Optional.empty();
    private Set<String> poison = Set.of();
    private PushResult poisoned = new PushResult.Refused("A value is refused.", "r");
    private boolean forgetful;
    private boolean counts;
    private int silent;
    private Duration lateness = Duration.ofSeconds(2);

    FakeTableSink(InstantSource clock, boolean numbered) {
        this.clock = clock;
        this.numbered = numbered;
    }

    List<String> rows(String table) {
        catchUp();
        return tables.getOrDefault(table, List.of());
    }

    List<String> requests() {
        return requests;
    }

    void holds(String table, String... rows) {
        tables.put(table, new ArrayList<>(List.of(rows)));
    }

    void counted(String table, long number) {
        numbers.put(table, number);
    }

    void next(Mood mood) {
        moods.add(mood);
    }

    void poison(String... words) {
        poison = Set.of(words);
    }

    /** What it answers to rows that it does not take. */
    void poisonIsAnswered(PushResult answer) {
        poisoned = answer;
    }

    boolean takes(String row) {
        return poison.stream().noneMatch(row::contains);
    }

    /** Its numbers go with the rows of a table. */
    void forgetNumbersAtAClear() {
        forgetful = true;
    }

    /** For how long it works on a request that it does not answer. */
    void isLateBy(Duration time) {
        lateness = time;
    }

    /** Somebody acts while the next post is on its way. */
    void intrude(Runnable work) {
        intruder = work;
    }

    /** Somebody acts before the next request gets there; who sent it lives to hear the answer. */
    void delay(Runnable work) {
        delay = Optional.of(work);
    }

    void calmDown() {
        moods.clear();
        delay = Optional.empty();
        intruder = () -> {};
    }

    @Override
    public PushResult append(Batch batch) {
        requests.add("append " + batch.table() + " " + batch.number());
        Runnable between = intruder;
        intruder = () -> {};
        between.run();
        return asked(() -> taken(batch));
    }

    @Override
    public PushResult clear(String table) {
        requests.add("clear " + table);
        return asked(
                () -> {
                    tables.put(table, new ArrayList<>());
                    if (forgetful) {
                        numbers.remove(table);
                    }
                    return new PushResult.Taken("r");
                });
    }

    /** So many questions will not be answered. */
    void fallSilent(int questions) {
        silent = questions;
    }

    @Override
    public SequenceProof proof(String table, long number) {
        catchUp();
        if (silent-- > 0) {
            return new SequenceProof.Unanswered("silence");
        }
        Long last = numbers.get(table);
        if (!numbered || last == null) {
            return new SequenceProof.Unknown("no numbers");
        }
        if (last == number) {
            return new SequenceProof.Taken();
        }
        return last < number ? new SequenceProof.NotTaken() : new SequenceProof.Overtaken(last);
    }

    private PushResult taken(Batch batch) {
        if (numbered && numbers.getOrDefault(batch.table(), 0L) >= batch.number()) {
            return new PushResult.SequenceBehind("412");
        }
        if (!batch.rows().stream().allMatch(this::takes)) {
            return poisoned;
        }
        numbers.put(batch.table(), batch.number());
        tables.computeIfAbsent(batch.table(), _ -> new ArrayList<>()).addAll(batch.rows());
        return new PushResult.Taken("r");
    }

    private PushResult asked(Supplier<PushResult> work) {
        Optional<Runnable> before = delay;
        delay = Optional.empty();
        before.ifPresent(Runnable::run);
        catchUp();
        Mood mood = moods.isEmpty() ? Mood.WELL : moods.removeFirst();
        return before.isPresent() && mood.kills() ? work.get() : answered(mood, work);
    }

    private PushResult answered(Mood mood, Supplier<PushResult> work) {
        return switch (mood) {
            case WELL -> work.get();
            case TAKES_AND_IS_SILENT -> silence(work.get());
            case IS_SILENT -> new PushResult.Doubt("silence");
            case TAKES_LATE -> {
                late.add(new Late(clock.instant().plus(lateness), work));
                yield new PushResult.Doubt("silence");
            }
            case THROTTLES ->
                    new PushResult.Throttled(Optional.of(Duration.ofSeconds(2)), "too fast");
            case REFUSES_FOR_SIZE -> new PushResult.TooLarge("too large");
            case DENIES -> new PushResult.Denied("no", "ask");
            case IS_UNREACHABLE -> new PushResult.Unsent("no way");
            case DIES_AND_TAKES_LATE -> {
                late.add(new Late(clock.instant().plus(lateness), work));
                throw new ProcessKilledException("a request that comes late");
            }
            case DIES_BEFORE -> throw new ProcessKilledException("before a request");
            case DIES_AFTER -> {
                throw new ProcessKilledException(work.get());
            }
            case IS_OVERTAKEN -> {
                numbers.replaceAll((_, number) -> number + 3);
                yield work.get();
            }
        };
    }

    private static PushResult silence(PushResult result) {
        return result instanceof PushResult.Taken ? new PushResult.Doubt("silence") : result;
    }

    private void catchUp() {
        while (!late.isEmpty() && !late.getFirst().at().isAfter(clock.instant())) {
            outcomes.add(late.removeFirst().work().get());
        }
    }

    @Override
    public SinkStatus ensure() {
        return new SinkStatus.Ready("dataset", RetentionPolicy.NONE, List.of());
    }

    @Override
    public RevocationResult revoke(String table, long number) {
        requests.add("revoke " + table + " " + number);
        PushResult result = asked(() -> usedUp(table, number));
        return switch (result) {
            case PushResult.Taken _ ->
                    numbered
                            ? new RevocationResult.Revoked()
                            : new RevocationResult.Unsupported("no numbers are used up here");
            case PushResult.SequenceBehind(String words) -> new RevocationResult.UsedBefore(words);
            case PushResult other -> new RevocationResult.Failed(other);
        };
    }

    private PushResult usedUp(String table, long number) {
        if (numbered && numbers.getOrDefault(table, 0L) >= number) {
            return new PushResult.SequenceBehind("412");
        }
        if (numbered) {
            numbers.put(table, number);
        }
        return new PushResult.Taken("r");
    }

    @Override
    public RowCount count(String table) {
        return counts ? new RowCount.Rows(rows(table).size()) : new RowCount.Unknown("no queries");
    }

    /** Answers queries too. */
    void answersQueries() {
        counts = true;
    }

    @Override
    public EventLookup findEvents(Collection<String> eventIds) {
        return new EventLookup.Unknown("not asked here");
    }
}

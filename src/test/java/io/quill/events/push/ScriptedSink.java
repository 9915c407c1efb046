package io.quill.events.push;

import io.quill.events.sink.Batch;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.events.sink.SinkStatus;
import io.quill.platform.store.ProcessKilledException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sink that keeps sequence numbers, and does as it is told before it behaves well. */
final class ScriptedSink implements Sink {
    private static final Pattern EVENT_ID = Pattern.compile("\"EventID\":\"([^\"]+)\"");

    enum Mood {
        TAKES,
        TAKES_SILENTLY,
        LOSES_SILENTLY,
        TAKES_LATE,
        THROTTLES,
        IS_BUSY,
        FINDS_IT_TOO_LARGE,
        IS_NOT_REACHED,
        DENIES,
        IS_MISSING,
        FINDS_ANOTHER_SCHEMA,
        DIES_BEFORE,
        DIES_AFTER
    }

    final List<String> rows = new ArrayList<>();

    /** The same in JSON. */
    final List<String> texts = new ArrayList<>();

    final Set<String> poison = new HashSet<>();
    final Deque<Mood> moods = new ArrayDeque<>();
    final Map<Long, List<String>> batches = new TreeMap<>();
    private final List<Batch> late = new ArrayList<>();
    int posts;
    long number;
    boolean numbered = true;
    boolean queried = true;

    /** Whether a poison row is answered with a fault and not with a refusal. */
    boolean poisonDoubts;

    boolean revocable = true;
    boolean away;
    List<String> missing = List.of();

    /** How many more questions nobody answers. */
    int silent;

    int questions;
    boolean queriesHang;
    Runnable beforeAnswer = () -> {};

    /** What happens once, while the next request is on its way. */
    Runnable meanwhile = () -> {};

    @Override
    public SinkStatus ensure() {
        return away
                ? new SinkStatus.Away("nobody answers")
                : new SinkStatus.Ready("dataset", RetentionPolicy.NONE, List.of(), missing);
    }

    @Override
    public PushResult append(Batch batch) {
        posts++;
        batches.put(batch.number(), batch.rows().stream().map(ScriptedSink::eventId).toList());
        runMeanwhile();
        Mood mood = moods.isEmpty() ? Mood.TAKES : moods.removeFirst();
        PushResult result =
                switch (mood) {
                    case TAKES -> take(batch);
                    case TAKES_SILENTLY -> silently(take(batch));
                    case LOSES_SILENTLY -> new PushResult.Doubt("silence");
                    case TAKES_LATE -> {
                        late.add(batch);
                        yield new PushResult.Doubt("silence");
                    }
                    case THROTTLES ->
                            new PushResult.Throttled(Optional.of(Duration.ofSeconds(3)), "slower");
                    case IS_BUSY -> new PushResult.Throttled(Optional.empty(), "a lock");
                    case FINDS_IT_TOO_LARGE ->
                            batch.rows().size() == 1 ? take(batch) : new PushResult.TooLarge("413");
                    case IS_NOT_REACHED -> new PushResult.Unsent("refused");
                    case DENIES -> new PushResult.Denied("no", "ask");
                    case IS_MISSING -> new PushResult.Missing("gone");
                    case FINDS_ANOTHER_SCHEMA -> new PushResult.SchemaFault("no such column");
                    case DIES_BEFORE -> throw new ProcessKilledException("before a request");
                    case DIES_AFTER -> throw new ProcessKilledException(take(batch));
                };
        beforeAnswer.run();
        return result;
    }

    private void runMeanwhile() {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
    }

    /** Whatever was slow gets there. */
    void arrive() {
        late.forEach(this::take);
        late.clear();
    }

    private static PushResult silently(PushResult result) {
        return result instanceof PushResult.Taken ? new PushResult.Doubt("silence") : result;
    }

    private PushResult take(Batch batch) {
        if (numbered && batch.number() <= number) {
            return new PushResult.SequenceBehind("412");
        }
        List<String> ids = batch.rows().stream().map(ScriptedSink::eventId).toList();
        if (ids.stream().anyMatch(poison::contains)) {
            return poisonDoubts
                    ? new PushResult.Doubt("HTTP 500")
                    : new PushResult.Refused("a bad row", "request");
        }
        number = Math.max(number, batch.number());
        rows.addAll(ids);
        texts.addAll(batch.rows());
        return new PushResult.Taken("request");
    }

    static String eventId(String row) {
        Matcher matcher = EVENT_ID.matcher(row);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No EventID in " + row);
        }
        return matcher.group(1);
    }

    @Override
    public PushResult clear(String table) {
        runMeanwhile();
        rows.clear();
        return new PushResult.Taken("request");
    }

    private boolean isSilent() {
        questions++;
        return silent-- > 0;
    }

    @Override
    public SequenceProof proof(String table, long asked) {
        if (isSilent()) {
            return new SequenceProof.Unanswered("silence");
        }
        if (!numbered) {
            return new SequenceProof.Unknown("no numbers here");
        }
        if (number == asked) {
            return new SequenceProof.Taken();
        }
        return number < asked ? new SequenceProof.NotTaken() : new SequenceProof.Overtaken(number);
    }

    @Override
    public RevocationResult revoke(String table, long asked) {
        posts++;
        Mood mood = moods.isEmpty() ? Mood.TAKES : moods.removeFirst();
        return switch (mood) {
            case DIES_BEFORE -> throw new ProcessKilledException("before a request");
            case LOSES_SILENTLY, TAKES_LATE ->
                    new RevocationResult.Failed(new PushResult.Doubt("silence"));
            case TAKES_SILENTLY -> {
                useUp(asked);
                yield new RevocationResult.Failed(new PushResult.Doubt("silence"));
            }
            case DIES_AFTER -> throw new ProcessKilledException(useUp(asked));
            case DENIES -> new RevocationResult.Failed(new PushResult.Denied("no", "ask"));
            default -> useUp(asked);
        };
    }

    private RevocationResult useUp(long asked) {
        if (!numbered || !revocable) {
            return new RevocationResult.Unsupported("no numbers are used up here");
        }
        if (number >= asked) {
            return new RevocationResult.UsedBefore("412");
        }
        number = asked;
        return new RevocationResult.Revoked();
    }

    @Override
    public EventLookup findEvents(Collection<String> eventIds) {
        if (isSilent() || queriesHang) {
            return new EventLookup.Unanswered("silence");
        }
        if (!queried) {
            return new EventLookup.Unknown("no queries here");
        }
        Set<String> found = new HashSet<>(eventIds);
        found.retainAll(rows);
        return new EventLookup.Found(found);
    }
}

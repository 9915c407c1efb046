package io.quill.platform.jobs;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Value;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How runs lie in the store: those of a kind and a day in one partition, by their time. Of each job
 * the last run is noted in a partition of its own, and those that run stand in the sparse index.
 */
final class RunItems {
    static final String RUNNING = "run#running";
    static final String LAST = "RUNS#LAST";
    static final String STATE = "state";
    static final String PROCESS = "process";
    static final String ID = "run";
    static final String RUNS = "RUNS#";
    static final String RESULT = "result";

    private static final String NAME = "name";
    private static final String BY = "by";
    private static final String STARTED_AT = "startedAt";
    private static final String ENDED_AT = "endedAt";
    private static final String WORDS = "words";
    private static final String COUNT = "count.";
    private static final Pattern RUN_ID =
            Pattern.compile("([a-z]+(?:-[a-z]+)*)-(\\d{8}T\\d{9}Z)-([0-9a-f]{8})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private RunItems() {}

    static String id(Job job, Instant startedAt, String mark) {
        return job.kind() + "-" + time(startedAt) + "-" + mark;
    }

    /** As it stands in a sort key: of one width, so that their order is that of the times. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Where the run of this id lies, if it is an id at all. */
    static Optional<Key> key(String id) {
        Matcher parts = RUN_ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day =
                    LocalDate.parse(
                            parts.group(2).substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(
                    new Key(partition(parts.group(1), day), parts.group(2) + "-" + parts.group(3)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static String partition(String kind, LocalDate day) {
        return RUNS + kind + "#" + day;
    }

    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    static Item item(Run run, String process) {
        Key key = key(run.id()).orElseThrow();
        return Item.at(key.pk(), key.sk())
                .with(ID, run.id())
                .with(NAME, run.job().name())
                .with(BY, run.job().by())
                .with(STARTED_AT, run.startedAt().toString())
                .with(STATE, State.RUNNING.word())
                .with(PROCESS, process)
                .with(Item.INDEX, RUNNING)
                .with(Item.INDEX_ORDER, time(run.beatAt()))
                .build();
    }

    static Item last(Run run) {
        Key key = lastKey(run.job());
        return Item.at(key.pk(), key.sk()).with(ID, run.id()).build();
    }

    static Key lastKey(Job job) {
        return new Key(LAST, job.kind() + "#" + job.name());
    }

    static String kindOfLast(Key key) {
        return key.sk().substring(0, key.sk().indexOf('#'));
    }

    /** The index tells who was heard of least recently. */
    static Write beat(String id, Instant now, Map<String, Long> counts, String words) {
        List<Change> changes = changes(counts, words);
        changes.add(Change.set(Item.INDEX_ORDER, time(now)));
        return new Write.Update(key(id).orElseThrow(), changes, stillRuns());
    }

    static Write end(Run run, Instant forgottenAt, Condition condition) {
        List<Change> changes = changes(run.counts(), run.words());
        changes.add(Change.set(STATE, run.state().word()));
        changes.add(Change.set(RESULT, run.result()));
        changes.add(Change.set(ENDED_AT, run.endedAt().orElseThrow().toString()));
        changes.add(Change.set(Item.EXPIRES_AT, forgottenAt.getEpochSecond()));
        changes.add(Change.remove(Item.INDEX));
        changes.add(Change.remove(Item.INDEX_ORDER));
        return new Write.Update(key(run.id()).orElseThrow(), changes, condition);
    }

    /** Only while it was not heard of since it was looked at. */
    static Condition silentSince(Item item) {
        return Condition.all(
                stillRuns(),
                Condition.is(Item.INDEX_ORDER, item.text(Item.INDEX_ORDER).orElseThrow()));
    }

    static Condition stillRuns() {
        return Condition.is(STATE, State.RUNNING.word());
    }

    private static List<Change> changes(Map<String, Long> counts, String words) {
        List<Change> changes = new ArrayList<>();
        counts.forEach((what, number) -> changes.add(Change.set(COUNT + what, number)));
        changes.add(Change.set(WORDS, words));
        return changes;
    }

    static Run run(Item item) {
        String id = item.text(ID).orElseThrow();
        Matcher parts = RUN_ID.matcher(id);
        if (!parts.matches()) {
            throw new IllegalStateException("The store holds a run with no proper id: " + id);
        }
        Instant startedAt = Instant.parse(item.text(STARTED_AT).orElseThrow());
        Optional<Instant> endedAt = item.text(ENDED_AT).map(Instant::parse);
        return new Run(
                id,
                new Job(parts.group(1), item.text(NAME).orElseThrow(), item.text(BY).orElseThrow()),
                startedAt,
                beatAt(item).or(() -> endedAt).orElse(startedAt),
                endedAt,
                State.of(item.text(STATE).orElseThrow()).orElseThrow(),
                counts(item),
                item.text(WORDS).orElse(""),
                item.text(RESULT).orElse(""));
    }

    static Optional<Instant> beatAt(Item item) {
        return item.text(Item.INDEX_ORDER).map(text -> TIME.parse(text, Instant::from));
    }

    private static Map<String, Long> counts(Item item) {
        Map<String, Long> counts = new TreeMap<>();
        item.attributes()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(COUNT) && value instanceof Value.Whole(long many)) {
                                counts.put(name.substring(COUNT.length()), many);
                            }
                        });
        return counts;
    }
}

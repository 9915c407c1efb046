package io.quill.platform.jobs;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
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
 * Items of runs: those of a kind and day share a partition, ordered by time. The last run of each
 * job has a partition of its own, and running ones are in the sparse index.
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

    /** Time as it stands in a sort key: of one width, so that keys sort by time. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Returns the key of a run, if the id is valid. */
    static Optional<ItemKey> key(String id) {
        Matcher parts = RUN_ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day =
                    LocalDate.parse(
                            parts.group(2).substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(
                    new ItemKey(
                            partition(parts.group(1), day), parts.group(2) + "-" + parts.group(3)));
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
        ItemKey itemKey = key(run.id()).orElseThrow();
        return Item.at(itemKey.pk(), itemKey.sk())
                .with(ID, run.id())
                .with(NAME, run.job().name())
                .with(BY, run.job().by())
                .with(STARTED_AT, run.startedAt().toString())
                .with(STATE, RunState.RUNNING.word())
                .with(PROCESS, process)
                .with(Item.INDEX, RUNNING)
                .with(Item.INDEX_ORDER, time(run.heartbeatAt()))
                .build();
    }

    static Item last(Run run) {
        ItemKey itemKey = lastKey(run.job());
        return Item.at(itemKey.pk(), itemKey.sk()).with(ID, run.id()).build();
    }

    static ItemKey lastKey(Job job) {
        return new ItemKey(LAST, job.kind() + "#" + job.name());
    }

    static String kindOfLast(ItemKey itemKey) {
        return itemKey.sk().substring(0, itemKey.sk().indexOf('#'));
    }

    /** Update of counts and heartbeat; the index lists the longest silent run first. */
    static Write heartbeat(String id, Instant now, Map<String, Long> counts, String words) {
        List<AttributeChange> changes = changes(counts, words);
        changes.add(AttributeChange.set(Item.INDEX_ORDER, time(now)));
        return new Write.Update(key(id).orElseThrow(), changes, stillRuns());
    }

    static Write end(Run run, Instant forgottenAt, Condition condition) {
        List<AttributeChange> changes = changes(run.counts(), run.words());
        changes.add(AttributeChange.set(STATE, run.state().word()));
        changes.add(AttributeChange.set(RESULT, run.result()));
        changes.add(AttributeChange.set(ENDED_AT, run.endedAt().orElseThrow().toString()));
        changes.add(AttributeChange.set(Item.EXPIRES_AT, forgottenAt.getEpochSecond()));
        changes.add(AttributeChange.remove(Item.INDEX));
        changes.add(AttributeChange.remove(Item.INDEX_ORDER));
        return new Write.Update(key(run.id()).orElseThrow(), changes, condition);
    }

    /** Condition that the run has sent no heartbeat since the item was read. */
    static Condition silentSince(Item item) {
        return Condition.all(
                stillRuns(),
                Condition.is(Item.INDEX_ORDER, item.text(Item.INDEX_ORDER).orElseThrow()));
    }

    static Condition stillRuns() {
        return Condition.is(STATE, RunState.RUNNING.word());
    }

    private static List<AttributeChange> changes(Map<String, Long> counts, String words) {
        List<AttributeChange> changes = new ArrayList<>();
        counts.forEach((what, number) -> changes.add(AttributeChange.set(COUNT + what, number)));
        changes.add(AttributeChange.set(WORDS, words));
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
                heartbeatAt(item).or(() -> endedAt).orElse(startedAt),
                endedAt,
                RunState.of(item.text(STATE).orElseThrow()).orElseThrow(),
                counts(item),
                item.text(WORDS).orElse(""),
                item.text(RESULT).orElse(""));
    }

    static Optional<Instant> heartbeatAt(Item item) {
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

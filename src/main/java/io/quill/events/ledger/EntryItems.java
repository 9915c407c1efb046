package io.quill.events.ledger;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an entry lies in the store: an event is an item, and what the fact says are its attributes.
 */
final class EntryItems {
    static final String SORT_KEY = "event";
    static final String STATE = "state";
    static final String REVISION = "rev";
    static final String SEEN_AT = "seenAt";
    static final String ENVELOPE = "envelope";
    static final String MISSING = "missing";
    static final String BATCH = "batch";
    static final String TRIES = "tries";
    static final String REASON = "reason";
    static final String COMPLETED_BY = "completedBy";

    private static final String BATCHES = "batches";
    private static final int MOST_BATCHES = 16;

    private EntryItems() {}

    static Key key(EventKey event) {
        return new Key(event.value(), SORT_KEY);
    }

    static String time(Instant instant) {
        return Iso.millis(instant);
    }

    static Item item(Shards shards, Arrival arrival) {
        return switch (arrival) {
            case Arrival.Countable countable -> item(shards, countable);
            case Arrival.Unreadable unreadable -> item(shards, unreadable);
        };
    }

    private static Item item(Shards shards, Arrival.Countable arrival) {
        Item.Builder item = begin(shards, arrival, arrival.state());
        put(item, MISSING, arrival.missing());
        put(item, arrival.event());
        return item.build();
    }

    private static Item item(Shards shards, Arrival.Unreadable arrival) {
        Item.Builder item = begin(shards, arrival, State.DEAD);
        put(item, REASON, arrival.reason());
        return item.with(Milestone.DEAD.attribute(), time(arrival.at())).build();
    }

    private static Item.Builder begin(Shards shards, Arrival arrival, State state) {
        String at = time(arrival.at());
        return Item.at(arrival.key().value(), SORT_KEY)
                .with(STATE, state.word())
                .with(REVISION, 1)
                .with(SEEN_AT, at)
                .with(ENVELOPE, arrival.envelope())
                .with(Item.INDEX, shards.partition(state, arrival.key()))
                .with(Item.INDEX_ORDER, at);
    }

    static void put(Item.Builder item, FactEvent event) {
        item.with("metric", event.metric().name())
                .with("occurredAt", event.occurredAt().toString())
                .with("direction", event.direction().name());
        put(item, "agentId", event.agentId());
        put(item, "outcome", event.outcome());
        put(item, "ringGroupId", event.ringGroupId());
        put(item, "notes", event.notes());
        item.with("talkSeconds", event.talkSeconds());
        item.with("durationSeconds", event.durationSeconds());
    }

    private static void put(Item.Builder item, String name, String text) {
        if (!text.isEmpty()) {
            item.with(name, text);
        }
    }

    /** What a fact that was found complete changes of the one that was held. */
    static Change[] completion(FactEvent event) {
        Item.Builder row = Item.at(event.key().value(), SORT_KEY);
        put(row, event);
        Stream<Change> set =
                row.build().attributes().entrySet().stream()
                        .map(each -> new Change.Set(each.getKey(), each.getValue()));
        return Stream.concat(
                        set,
                        Stream.of(
                                Change.remove(MISSING),
                                Change.remove(REASON),
                                Change.remove(Item.EXPIRES_AT)))
                .toArray(Change[]::new);
    }

    static Change passed(Milestone milestone, Instant at) {
        return Change.set(milestone.attribute(), time(at));
    }

    /** Bound to a batch, beside those that it was let go from. */
    static Change[] bound(Entry entry, long batch, Instant at) {
        List<Long> before = entry.past().batches();
        Stream<Long> kept = before.stream().skip(Math.max(0, before.size() + 1 - MOST_BATCHES));
        String batches =
                Stream.concat(kept, Stream.of(batch))
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
        return new Change[] {
            Change.set(BATCH, batch), Change.set(BATCHES, batches), passed(Milestone.BATCHED, at)
        };
    }

    /** To another state, and with it to another place in the index, or out of it. */
    static Write.Update move(
            Shards shards,
            EventKey key,
            Condition condition,
            State to,
            Optional<Instant> due,
            Change... more) {
        List<Change> changes = new ArrayList<>(List.of(more));
        changes.add(Change.set(STATE, to.word()));
        changes.add(Change.add(REVISION, 1));
        if (due.isPresent()) {
            changes.add(Change.set(Item.INDEX, shards.partition(to, key)));
            changes.add(Change.set(Item.INDEX_ORDER, time(due.get())));
        } else {
            changes.add(Change.remove(Item.INDEX));
            changes.add(Change.remove(Item.INDEX_ORDER));
        }
        return new Write.Update(key(key), changes, condition);
    }

    static boolean isEvent(Item item) {
        return item.key().sk().equals(SORT_KEY);
    }

    /** Something to push, and no dead letter that could not be read. */
    static boolean isFact(Item event) {
        return event.text("metric").isPresent();
    }

    static String source(Item event) {
        String pk = event.key().pk();
        return pk.substring(0, pk.indexOf(':'));
    }

    /** The UTC day on which it came. */
    static String dayText(Item event) {
        return event.text(SEEN_AT).orElseThrow().substring(0, "yyyy-MM-dd".length());
    }

    static LocalDate day(Item event) {
        return LocalDate.parse(dayText(event));
    }

    /** Whether what is missing may still be brought by a later delivery. */
    static boolean lacks(Item item) {
        return item.text(MISSING).isPresent()
                && switch (State.of(item.text(STATE).orElseThrow())) {
                    case UNRESOLVED, PARKED, DEAD -> true;
                    case READY, BATCHED, SETTLED, GATED, IGNORED -> false;
                };
    }

    /** Whether a fact that is complete may still take the place of the one that is held. */
    static boolean mayBeCompleted(Item item, FactEvent complete) {
        return lacks(item) || (isUnassigned(item, complete) && wasNeverBound(item));
    }

    /** Whether an agent is named for what went on as nobody's. */
    static boolean isUnassigned(Item item, FactEvent complete) {
        return text(item, "agentId").equals(FactEvent.UNASSIGNED)
                && complete.hasAgent()
                && !complete.isUnassigned();
    }

    /** What was bound to a batch once may be in the table, whatever became of that batch. */
    private static boolean wasNeverBound(Item item) {
        return item.text(BATCHES).isEmpty()
                && switch (State.of(item.text(STATE).orElseThrow())) {
                    case READY, GATED, DEAD -> true;
                    case UNRESOLVED, PARKED, BATCHED, SETTLED, IGNORED -> false;
                };
    }

    static Entry entry(Item item) {
        EventKey key = new EventKey(item.key().pk());
        return new Entry(
                key,
                State.of(item.text(STATE).orElseThrow()),
                item.number(REVISION).orElseThrow(),
                Iso.parse(item.text(SEEN_AT).orElseThrow()),
                text(item, ENVELOPE),
                event(key, item),
                text(item, MISSING),
                item.number(BATCH),
                item.text(Item.INDEX_ORDER).map(Iso::parse),
                item.number(TRIES).orElse(0L).intValue(),
                text(item, REASON),
                past(item));
    }

    private static Past past(Item item) {
        Map<Milestone, Instant> times = new EnumMap<>(Milestone.class);
        for (Milestone each : Milestone.values()) {
            item.text(each.attribute()).ifPresent(at -> times.put(each, Iso.parse(at)));
        }
        List<Long> batches =
                item.text(BATCHES).stream()
                        .flatMap(all -> Stream.of(all.split(" ")))
                        .map(Long::valueOf)
                        .toList();
        return new Past(times, batches, text(item, COMPLETED_BY));
    }

    private static Optional<FactEvent> event(EventKey key, Item item) {
        return item.text("metric")
                .map(
                        metric ->
                                new FactEvent(
                                        key,
                                        Metric.valueOf(metric),
                                        text(item, "agentId"),
                                        Iso.parse(item.text("occurredAt").orElseThrow()),
                                        Direction.valueOf(item.text("direction").orElseThrow()),
                                        text(item, "outcome"),
                                        item.number("talkSeconds").orElse(0L),
                                        item.number("durationSeconds").orElse(0L),
                                        text(item, "ringGroupId"),
                                        text(item, "notes")));
    }

    private static String text(Item item, String name) {
        return item.text(name).orElse("");
    }
}

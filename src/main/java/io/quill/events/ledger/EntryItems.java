package io.quill.events.ledger;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
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

/** Maps entries to items of the store: an item an event, with the fact in its attributes. */
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

    static ItemKey key(EventKey event) {
        return new ItemKey(event.value(), SORT_KEY);
    }

    static String time(Instant instant) {
        return IsoTimestamp.format(instant);
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
        Item.Builder item = begin(shards, arrival, EntryState.DEAD);
        put(item, REASON, arrival.reason());
        return item.with(Milestone.DEAD.attribute(), time(arrival.at())).build();
    }

    private static Item.Builder begin(Shards shards, Arrival arrival, EntryState entryState) {
        String at = time(arrival.at());
        return Item.at(arrival.key().value(), SORT_KEY)
                .with(STATE, entryState.word())
                .with(REVISION, 1)
                .with(SEEN_AT, at)
                .with(ENVELOPE, arrival.envelope())
                .with(Item.INDEX, shards.partition(entryState, arrival.key()))
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

    /** Returns the changes by which a complete fact replaces the one that is held. */
    static AttributeChange[] completion(FactEvent event) {
        Item.Builder row = Item.at(event.key().value(), SORT_KEY);
        put(row, event);
        Stream<AttributeChange> set =
                row.build().attributes().entrySet().stream()
                        .map(each -> new AttributeChange.Set(each.getKey(), each.getValue()));
        return Stream.concat(
                        set,
                        Stream.of(
                                AttributeChange.remove(MISSING),
                                AttributeChange.remove(REASON),
                                AttributeChange.remove(Item.EXPIRES_AT)))
                .toArray(AttributeChange[]::new);
    }

    static AttributeChange reached(Milestone milestone, Instant at) {
        return AttributeChange.set(milestone.attribute(), time(at));
    }

    /**
     * Returns the changes that bind an entry to a batch, and keep the last batches it was bound to.
     */
    static AttributeChange[] bindingChanges(LedgerEntry ledgerEntry, long batch, Instant at) {
        List<Long> before = ledgerEntry.history().batches();
        Stream<Long> kept = before.stream().skip(Math.max(0, before.size() + 1 - MOST_BATCHES));
        String batches =
                Stream.concat(kept, Stream.of(batch))
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
        return new AttributeChange[] {
            AttributeChange.set(BATCH, batch),
            AttributeChange.set(BATCHES, batches),
            reached(Milestone.BATCHED, at)
        };
    }

    /** Returns the update to another state, which also changes the entry's place in the index. */
    static Write.Update move(
            Shards shards,
            EventKey key,
            Condition condition,
            EntryState to,
            Optional<Instant> due,
            AttributeChange... more) {
        List<AttributeChange> changes = new ArrayList<>(List.of(more));
        changes.add(AttributeChange.set(STATE, to.word()));
        changes.add(AttributeChange.add(REVISION, 1));
        if (due.isPresent()) {
            changes.add(AttributeChange.set(Item.INDEX, shards.partition(to, key)));
            changes.add(AttributeChange.set(Item.INDEX_ORDER, time(due.get())));
        } else {
            changes.add(AttributeChange.remove(Item.INDEX));
            changes.add(AttributeChange.remove(Item.INDEX_ORDER));
        }
        return new Write.Update(key(key), changes, condition);
    }

    static boolean isEvent(Item item) {
        return item.key().sk().equals(SORT_KEY);
    }

    /** Returns whether the event can be pushed, unlike an unreadable dead letter. */
    static boolean isFact(Item event) {
        return event.text("metric").isPresent();
    }

    static String source(Item event) {
        String pk = event.key().pk();
        return pk.substring(0, pk.indexOf(':'));
    }

    /** Returns the UTC day on which the event came. */
    static String dayText(Item event) {
        return event.text(SEEN_AT).orElseThrow().substring(0, "yyyy-MM-dd".length());
    }

    static LocalDate day(Item event) {
        return LocalDate.parse(dayText(event));
    }

    /** Returns whether a later delivery may still bring what is missing. */
    static boolean awaitsMissing(Item item) {
        return item.text(MISSING).isPresent()
                && switch (EntryState.of(item.text(STATE).orElseThrow())) {
                    case UNRESOLVED, PARKED, DEAD -> true;
                    case READY, BATCHED, SETTLED, GATED, IGNORED -> false;
                };
    }

    /** Returns whether a complete fact may still replace the one that is held. */
    static boolean mayBeCompleted(Item item, FactEvent complete) {
        return awaitsMissing(item) || (isUnassigned(item, complete) && wasNeverBound(item));
    }

    /** Returns whether the fact names an agent for an event that went on as unassigned. */
    static boolean isUnassigned(Item item, FactEvent complete) {
        return text(item, "agentId").equals(FactEvent.UNASSIGNED)
                && complete.hasAgent()
                && !complete.isUnassigned();
    }

    /**
     * Returns whether the event was never in a batch; after one it may be in the table, whatever
     * became of that batch.
     */
    private static boolean wasNeverBound(Item item) {
        return item.text(BATCHES).isEmpty()
                && switch (EntryState.of(item.text(STATE).orElseThrow())) {
                    case READY, GATED, DEAD -> true;
                    case UNRESOLVED, PARKED, BATCHED, SETTLED, IGNORED -> false;
                };
    }

    static LedgerEntry entry(Item item) {
        EventKey key = new EventKey(item.key().pk());
        return new LedgerEntry(
                key,
                EntryState.of(item.text(STATE).orElseThrow()),
                item.number(REVISION).orElseThrow(),
                IsoTimestamp.parse(item.text(SEEN_AT).orElseThrow()),
                text(item, ENVELOPE),
                event(key, item),
                text(item, MISSING),
                item.number(BATCH),
                item.text(Item.INDEX_ORDER).map(IsoTimestamp::parse),
                item.number(TRIES).orElse(0L).intValue(),
                text(item, REASON),
                past(item));
    }

    private static EntryHistory past(Item item) {
        Map<Milestone, Instant> times = new EnumMap<>(Milestone.class);
        for (Milestone each : Milestone.values()) {
            item.text(each.attribute()).ifPresent(at -> times.put(each, IsoTimestamp.parse(at)));
        }
        List<Long> batches =
                item.text(BATCHES).stream()
                        .flatMap(all -> Stream.of(all.split(" ")))
                        .map(Long::valueOf)
                        .toList();
        return new EntryHistory(times, batches, text(item, COMPLETED_BY));
    }

    private static Optional<FactEvent> event(EventKey key, Item item) {
        return item.text("metric")
                .map(
                        metric ->
                                new FactEvent(
                                        key,
                                        Metric.valueOf(metric),
                                        text(item, "agentId"),
                                        IsoTimestamp.parse(item.text("occurredAt").orElseThrow()),
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

package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.LateAgents;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Milestone;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells what happened to an event, out of its entry and of the batches that it was bound to. */
public final class Stories {
    private final Ledger ledger;
    private final Batches batches;
    private final LateAgents lateAgents;

    public Stories(Ledger ledger, DataStore store) {
        this.ledger = ledger;
        this.batches = new Batches(store);
        this.lateAgents = new LateAgents(store);
    }

    /** Empty once the event is forgotten, or when nobody has heard of it. */
    public Optional<Story> of(EventKey key) {
        return ledger.find(key).map(this::story);
    }

    public Optional<BatchStory> ofBatch(long number) {
        return batches.item(number).map(this::batch);
    }

    /** Whether a batch waits for the pusher to be done with it. */
    public boolean isBatchUnderWay() {
        return !batches.unfinished().isEmpty();
    }

    /** The last batches, the latest first. */
    public List<BatchStory> latestBatches(int most) {
        return batches.latest(most).stream().map(this::batch).toList();
    }

    private Story story(Entry entry) {
        List<Chapter> chapters = new ArrayList<>();
        String envelope = "held, as envelope " + entry.envelope() + " brought it";
        chapters.add(new Chapter(entry.seenAt(), What.RECEIVED, envelope));
        entry.past()
                .times()
                .forEach(
                        (passed, at) ->
                                chapters.add(new Chapter(at, what(passed), words(passed, entry))));
        namedLate(entry).ifPresent(chapters::add);
        Optional<String> request = Optional.empty();
        for (long number : entry.past().batches()) {
            Optional<Item> batch = batches.item(number);
            batch.ifPresent(item -> chapters.addAll(chapters(item)));
            request = batch.flatMap(item -> item.text(BatchItems.REQUEST));
        }
        chapters.sort(Comparator.comparing(Chapter::at));
        return new Story(entry, chapters, request);
    }

    private Optional<Chapter> namedLate(Entry entry) {
        return entry.event()
                .filter(FactEvent::isUnassigned)
                .flatMap(fact -> lateAgents.find(fact.key()))
                .map(
                        late ->
                                new Chapter(
                                        late.at(),
                                        What.NAMED_LATE,
                                        "envelope %s named the agent %s: the next rebuild counts it so"
                                                .formatted(late.envelope(), late.agentId())));
    }

    private static What what(Milestone milestone) {
        return switch (milestone) {
            case COMPLETED -> What.COMPLETED;
            case RESOLVED -> What.RESOLVED;
            case UNASSIGNED -> What.UNASSIGNED;
            case PARKED -> What.PARKED;
            case GATED -> What.GATED;
            case REVIVED -> What.REVIVED;
            case BATCHED -> What.BATCHED;
            case SETTLED -> What.SETTLED;
            case IGNORED -> What.IGNORED;
            case DEAD -> What.DEAD;
        };
    }

    private static String words(Milestone milestone, Entry entry) {
        return switch (milestone) {
            case COMPLETED ->
                    "envelope " + entry.past().completedBy() + " brought what was missing";
            case RESOLVED -> "looked up, and complete";
            case UNASSIGNED ->
                    "no delivery had named its agent: it counts for the agent \"unassigned\"";
            case PARKED -> "looked up in vain, the " + entry.tries() + ". time: " + entry.reason();
            case GATED -> "its agent is not on the roster";
            case REVIVED -> "offered again";
            case BATCHED -> "bound to batch " + entry.batch().map(String::valueOf).orElse("");
            case SETTLED -> "done";
            case IGNORED, DEAD -> entry.reason();
        };
    }

    private BatchStory batch(Item item) {
        return new BatchStory(
                BatchItems.number(item),
                BatchItems.word(BatchItems.stage(item)),
                item.number(BatchItems.ROWS).orElse(0L).intValue(),
                Chapter.of(item.text(BatchItems.STORY).orElse("")),
                item.text(BatchItems.REQUEST),
                batches.doubles(BatchItems.number(item)));
    }

    /** As they concern an event of the batch. */
    private static List<Chapter> chapters(Item batch) {
        String name = "batch " + BatchItems.number(batch) + ": ";
        return Chapter.of(batch.text(BatchItems.STORY).orElse("")).stream()
                .map(each -> new Chapter(each.at(), each.what(), name + each.words()))
                .toList();
    }
}

package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.push.OpenBatch.Stage;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the state of batches, from any process. */
final class BatchReader {
    private static final Set<Stage> UNFINISHED =
            Set.of(Stage.GATHERING, Stage.FIXED, Stage.REVOKING, Stage.TAKEN, Stage.RETURNING);
    private static final int LOOK_BACK = 50;

    private final DataStore store;

    BatchReader(DataStore store) {
        this.store = store;
    }

    /** Returns what a predecessor left, the oldest first: one batch at most, among the latest. */
    List<OpenBatch> unfinished() {
        return latest(LOOK_BACK).stream()
                .filter(item -> UNFINISHED.contains(BatchItems.stage(item)))
                .map(this::read)
                .toList()
                .reversed();
    }

    /** The last batches, the latest first. */
    List<Item> latest(int most) {
        return store.query(
                        Query.of(BatchItems.PARTITION)
                                .withPrefix("b")
                                .descending()
                                .limit(most)
                                .consistent())
                .items();
    }

    /** Returns batches with a mark, the oldest first. */
    List<Item> marked(BatchMark batchMark, int most) {
        Query query = Query.of(BatchItems.PARTITION).withPrefix(batchMark.prefix).limit(most);
        return store.query(query.consistent()).items();
    }

    Optional<Item> item(long number) {
        return store.get(BatchItems.batch(number), Consistency.STRONG);
    }

    /** Returns the story of a batch, one line an entry. */
    Optional<String> story(long number) {
        return item(number).flatMap(item -> item.text(BatchItems.STORY));
    }

    Optional<OpenBatch> read(long number) {
        return item(number).map(this::read);
    }

    OpenBatch read(Item batch) {
        return BatchItems.read(batch, chunks(BatchItems.contents(BatchItems.number(batch))));
    }

    List<EventKey> mayBeDoubled(long number) {
        return BatchItems.lines(chunks(BatchItems.doubles(number))).stream()
                .map(EventKey::new)
                .toList();
    }

    List<Item> chunks(String prefix) {
        Query query = Query.of(BatchItems.PARTITION).withPrefix(prefix).consistent();
        List<Item> chunks = new ArrayList<>();
        Optional<Query> rest = Optional.of(query);
        while (rest.isPresent()) {
            ItemPage itemPage = store.query(rest.get());
            chunks.addAll(itemPage.items());
            rest = itemPage.next().map(query::after);
        }
        return chunks;
    }
}

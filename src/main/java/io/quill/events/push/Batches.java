package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.push.OpenBatch.Stage;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Page;
import io.quill.platform.store.Query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what the book of batches says; anybody may, at any time. */
final class Batches {
    private static final Set<Stage> UNFINISHED =
            Set.of(Stage.GATHERING, Stage.FIXED, Stage.REVOKING, Stage.TAKEN, Stage.RETURNING);
    private static final int LOOK_BACK = 50;

    private final DataStore store;

    Batches(DataStore store) {
        this.store = store;
    }

    /** What a predecessor left, the oldest first: one at most, and it is among the last. */
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

    /** Those that bear a mark, the oldest first. */
    List<Item> marked(Mark mark, int most) {
        Query query = Query.of(BatchItems.PARTITION).withPrefix(mark.prefix).limit(most);
        return store.query(query.consistent()).items();
    }

    Optional<Item> item(long number) {
        return store.get(BatchItems.batch(number), Consistency.STRONG);
    }

    /** What happened to a batch, a line each. */
    Optional<String> story(long number) {
        return item(number).flatMap(item -> item.text(BatchItems.STORY));
    }

    Optional<OpenBatch> read(long number) {
        return item(number).map(this::read);
    }

    OpenBatch read(Item batch) {
        return BatchItems.read(batch, chunks(BatchItems.contents(BatchItems.number(batch))));
    }

    List<EventKey> doubles(long number) {
        return BatchItems.lines(chunks(BatchItems.doubles(number))).stream()
                .map(EventKey::new)
                .toList();
    }

    List<Item> chunks(String prefix) {
        Query query = Query.of(BatchItems.PARTITION).withPrefix(prefix).consistent();
        List<Item> chunks = new ArrayList<>();
        Optional<Query> rest = Optional.of(query);
        while (rest.isPresent()) {
            Page page = store.query(rest.get());
            chunks.addAll(page.items());
            rest = page.next().map(query::after);
        }
        return chunks;
    }
}

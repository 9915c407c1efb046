package io.quill.events.push;

import io.quill.platform.file.ArchiveException;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes settled batches to the archive, many at a time, and closes them. Until then the store has
 * their rows, so that an archive that is away does not stop the pusher.
 */
public final class BatchArchiver {
    private static final Logger LOG = LoggerFactory.getLogger(BatchArchiver.class);
    private static final int MOST_BATCHES = 1_000;
    private static final int MOST_ROWS = 50_000;

    private final BatchStore book;
    private final Archive archive;
    private Optional<String> fault = Optional.empty();

    public BatchArchiver(DataStore store, Archive archive, InstantSource clock, Duration memory) {
        this.book = new BatchStore(store, clock, memory);
        this.archive = archive;
    }

    /** Returns the reason why nothing is archived, if there is one. */
    public synchronized Optional<String> fault() {
        return fault;
    }

    /** Archives settled batches under the pusher's lease, and returns how many. */
    public synchronized int run(Guard guard) {
        int brought = 0;
        List<Item> marks = book.batches().marked(BatchMark.SETTLED, MOST_BATCHES);
        while (brought < marks.size()) {
            List<SettledBatch> some = nextGroup(marks.subList(brought, marks.size()));
            if (!keep(some)) {
                return brought;
            }
            some.forEach(
                    batch -> book.close(guard, batch.batch(), StoryEntryKind.ARCHIVED, "archived"));
            brought += some.size();
        }
        return brought;
    }

    /** Returns as many batches as one write takes, at least one. */
    private List<SettledBatch> nextGroup(List<Item> marks) {
        List<SettledBatch> some = new ArrayList<>();
        int rows = 0;
        for (Item mark : marks) {
            SettledBatch next = settled(mark);
            rows += next.rows().size();
            if (rows > MOST_ROWS && !some.isEmpty()) {
                return some;
            }
            some.add(next);
        }
        return some;
    }

    private SettledBatch settled(Item mark) {
        Item batch = book.batches().item(BatchItems.number(mark)).orElseThrow();
        return new SettledBatch(
                BatchItems.number(batch),
                batch.text(BatchItems.DATASET).orElse(""),
                Instant.parse(mark.text(BatchItems.AT).orElseThrow()),
                book.batches().read(batch).rows());
    }

    private boolean keep(List<SettledBatch> batches) {
        try {
            archive.keep(batches);
            fault = Optional.empty();
            return true;
        } catch (ArchiveException away) {
            String words = String.valueOf(away.getMessage());
            if (!fault.equals(Optional.of(words))) {
                LOG.error(
                        "Could not write to the archive; settled facts stay in the "
                                + "store, and Quill tries again: {}",
                        words);
            }
            fault = Optional.of(words);
            return false;
        }
    }
}

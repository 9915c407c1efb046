package io.quill.events.push;

import io.quill.platform.file.ArchiveFault;
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
 * Brings settled batches to the archive, many at a time, and closes them. Until then the store has
 * their rows, so an archive that is away keeps nobody from pushing.
 */
public final class Archivist {
    private static final Logger LOG = LoggerFactory.getLogger(Archivist.class);
    private static final int MOST_BATCHES = 1_000;
    private static final int MOST_ROWS = 50_000;

    private final BatchBook book;
    private final Archive archive;
    private Optional<String> fault = Optional.empty();

    public Archivist(DataStore store, Archive archive, InstantSource clock, Duration memory) {
        this.book = new BatchBook(store, clock, memory);
        this.archive = archive;
    }

    /** What keeps it from its work, if anything does. */
    public synchronized Optional<String> fault() {
        return fault;
    }

    /** Under the pusher's lease; returns how many batches were brought. */
    public synchronized int run(Guard guard) {
        int brought = 0;
        List<Item> marks = book.batches().marked(Mark.SETTLED, MOST_BATCHES);
        while (brought < marks.size()) {
            List<Settled> some = some(marks.subList(brought, marks.size()));
            if (!keep(some)) {
                return brought;
            }
            some.forEach(batch -> book.close(guard, batch.batch(), What.ARCHIVED, "archived"));
            brought += some.size();
        }
        return brought;
    }

    /** As many as one go takes, and one at least. */
    private List<Settled> some(List<Item> marks) {
        List<Settled> some = new ArrayList<>();
        int rows = 0;
        for (Item mark : marks) {
            Settled next = settled(mark);
            rows += next.rows().size();
            if (rows > MOST_ROWS && !some.isEmpty()) {
                return some;
            }
            some.add(next);
        }
        return some;
    }

    private Settled settled(Item mark) {
        Item batch = book.batches().item(BatchItems.number(mark)).orElseThrow();
        return new Settled(
                BatchItems.number(batch),
                batch.text(BatchItems.DATASET).orElse(""),
                Instant.parse(mark.text(BatchItems.AT).orElseThrow()),
                book.batches().read(batch).rows());
    }

    private boolean keep(List<Settled> batches) {
        try {
            archive.keep(batches);
            fault = Optional.empty();
            return true;
        } catch (ArchiveFault away) {
            String words = String.valueOf(away.getMessage());
            if (!fault.equals(Optional.of(words))) {
                LOG.error("Settled facts wait in the store for the archive: {}", words);
            }
            fault = Optional.of(words);
            return false;
        }
    }
}

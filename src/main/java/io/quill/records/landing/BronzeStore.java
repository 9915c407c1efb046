package io.quill.records.landing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Bronze layer as the pull sees it. Errors are WarehouseExceptions. */
public interface BronzeStore {
    /** The cursor of the last load that was committed with one. */
    Optional<Cursor> cursor(Feed feed);

    /**
     * The live records of a feed, each in its latest form; whatever their number, one at a time.
     */
    void latest(Feed feed, Consumer<RawRecord> each);

    /**
     * Begins a run of the layer bronze.
     *
     * @param columns what is kept beside the records from now on
     */
    Load open(
            Feed feed,
            List<ExtractedField> columns,
            UUID run,
            LoadScope loadScope,
            Trigger trigger);

    default Load open(Feed feed, UUID run, LoadScope loadScope, Trigger trigger) {
        return open(feed, List.of(), run, loadScope, trigger);
    }
}

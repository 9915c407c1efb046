package io.quill.events.push;

import io.quill.events.sink.Batch;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Sink;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Records requests that may have come after the lease was lost. Their sender can mend nothing
 * itself: it orders a dimension to be loaded again, and warns of facts.
 */
public final class LateRequests {
    private static final Logger LOG = LoggerFactory.getLogger(LateRequests.class);
    private static final ItemKey EMPTIED = new ItemKey("LATE", FactRows.TABLE);
    private static final String WHO = "a request that may have come late";
    private static final String AT = "at";

    /** Time for which a warning is kept: longer than a weekend. */
    private static final Duration WARNING_KEPT = Duration.ofDays(7);

    private final DataStore store;
    private final InstantSource clock;

    public LateRequests(DataStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Logs a late batch of facts, or orders a dimension to be loaded again; the successor's story
     * names rows that may be doubled.
     */
    void recordLateAppend(Batch batch, PushResult result) {
        if (batch.table().equals(FactRows.TABLE)) {
            LOG.warn(
                    "Batch {} may have reached Power BI after this process lost " + "the lease",
                    batch.number());
        } else {
            loadAgain(batch.table(), result);
        }
    }

    void recordLateClear(String table, PushResult result) {
        if (table.equals(FactRows.TABLE)) {
            store.write(new Write.Put(emptied(clock.instant()), Condition.NONE));
            LOG.error(
                    "A request to clear {} reached Power BI after this process "
                            + "lost the lease, and may have removed newer rows. Load them "
                            + "from the archive with `quill rebuild --clear`",
                    FactRows.TABLE);
        } else {
            loadAgain(table, result);
        }
    }

    /**
     * Orders a table to be loaded again, and once more later if the request has no answer, since it
     * may still come.
     */
    private void loadAgain(String table, PushResult result) {
        LOG.warn(
                "A request to {} may have reached Power BI late; Quill loads " + "the table again",
                table);
        ClearOrders orders = new ClearOrders(store);
        orders.order(table, WHO, clock);
        if (result instanceof PushResult.Doubt) {
            orders.orderAt(clock.instant().plus(Sink.LATE_WINDOW), table, WHO);
        }
    }

    private static Item emptied(Instant at) {
        return Item.at(EMPTIED.pk(), EMPTIED.sk())
                .with(AT, at.toString())
                .with(Item.EXPIRES_AT, at.plus(WARNING_KEPT).getEpochSecond())
                .build();
    }

    public void clearWarning() {
        store.write(new Write.Delete(EMPTIED, Condition.NONE));
    }

    /** Returns when a successor's facts may have been emptied, if that was lately. */
    public Optional<Instant> factsEmptied() {
        return store.get(EMPTIED, Consistency.STRONG)
                .flatMap(item -> item.text(AT))
                .map(Instant::parse);
    }
}

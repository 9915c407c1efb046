package io.quill.events.push;

import io.quill.events.sink.Batch;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Sink;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Write;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Requests that may have come after a follower's. Whoever sent one has lost the lease, so it mends
 * nothing by itself: it orders a dimension to be loaded again, and tells people of facts.
 */
public final class LateRequests {
    private static final Logger LOG = LoggerFactory.getLogger(LateRequests.class);
    private static final Key EMPTIED = new Key("LATE", FactRows.TABLE);
    private static final String WHO = "a request that may have come late";
    private static final String AT = "at";

    /** A person who was away over a weekend still hears of it. */
    private static final Duration TOLD = Duration.ofDays(7);

    private final DataStore store;
    private final InstantSource clock;

    public LateRequests(DataStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The follower found the batch fixed, so its story names whatever may be doubled. */
    void append(Batch batch, PushResult result) {
        if (batch.table().equals(FactRows.TABLE)) {
            LOG.warn("Batch {} may have come after the lease was lost", batch.number());
        } else {
            loadAgain(batch.table(), result);
        }
    }

    void clear(String table, PushResult result) {
        if (table.equals(FactRows.TABLE)) {
            store.write(new Write.Put(emptied(clock.instant()), Condition.NONE));
            LOG.error(
                    "A clear of {} came after the lease was lost, and may have taken rows of a"
                            + " follower: `quill rebuild` brings them back from the archive",
                    FactRows.TABLE);
        } else {
            loadAgain(table, result);
        }
    }

    /** One without an answer may come still later, and must not come after what mends it. */
    private void loadAgain(String table, PushResult result) {
        LOG.warn("A request to {} may have come late: it is loaded again", table);
        Clearings orders = new Clearings(store);
        orders.order(table, WHO, clock);
        if (result instanceof PushResult.Doubt) {
            orders.orderFor(clock.instant().plus(Sink.LATE), table, WHO);
        }
    }

    private static Item emptied(Instant at) {
        return Item.at(EMPTIED.pk(), EMPTIED.sk())
                .with(AT, at.toString())
                .with(Item.EXPIRES_AT, at.plus(TOLD).getEpochSecond())
                .build();
    }

    public void factsAreBack() {
        store.write(new Write.Delete(EMPTIED, Condition.NONE));
    }

    /** When the facts of a follower may have been emptied, if that was lately. */
    public Optional<Instant> factsEmptied() {
        return store.get(EMPTIED, Consistency.STRONG)
                .flatMap(item -> item.text(AT))
                .map(Instant::parse);
    }
}

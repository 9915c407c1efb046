package io.quill.app;

import io.quill.events.ledger.Bookkeeping;
import io.quill.platform.settings.Store;
import io.quill.platform.settings.Store.Backend;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.dynamo.DynamoSettings;
import io.quill.platform.store.dynamo.DynamoStore;
import io.quill.platform.store.dynamo.DynamoTable;
import io.quill.platform.store.sqlite.SqliteStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/** The store that the settings ask for. */
public final class Stores {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

    private Stores() {}

    /** What stands in for a store that may be away; a file on this machine needs nothing. */
    static Optional<DataStore> spool(Store settings, InstantSource clock) {
        return switch (settings.backend()) {
            case Backend.Sqlite _ -> Optional.empty();
            case Backend.Dynamo _ ->
                    Optional.of(SqliteStore.open(settings.directory().resolve("spool.db"), clock));
        };
    }

    public static DataStore open(Store settings, InstantSource clock) {
        return switch (settings.backend()) {
            case Backend.Sqlite _ ->
                    SqliteStore.open(
                            settings.directory().resolve("quill.db"), clock, Bookkeeping.alone());
            case Backend.Dynamo(var table, var region, var endpoint) -> {
                DynamoSettings where = new DynamoSettings(table, region, endpoint);
                if (endpoint.isPresent()) {
                    provisionIfThere(where);
                }
                yield DynamoStore.open(where, clock, Bookkeeping.amongOthers());
            }
        };
    }

    /** Makes what the backend needs and has not; says what was done. */
    public static String provision(Store settings) {
        return switch (settings.backend()) {
            case Backend.Sqlite _ -> "The SQLite file is made at the start: nothing to do.";
            case Backend.Dynamo(var table, var region, var endpoint) -> {
                try (DynamoTable made =
                        DynamoTable.at(new DynamoSettings(table, region, endpoint))) {
                    made.provision();
                }
                yield "The table " + table + " is there, with its index and its time to live.";
            }
        };
    }

    /** An endpoint of one's own is for development; when it is away, the spool takes what comes. */
    private static void provisionIfThere(DynamoSettings where) {
        try (DynamoTable table = DynamoTable.at(where)) {
            table.provision();
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.UNAVAILABLE) {
                throw e;
            }
            LOG.warn("The table cannot be looked at yet: {}", e.getMessage());
        }
    }
}

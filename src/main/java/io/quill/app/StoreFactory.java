package io.quill.app;

import io.quill.events.ledger.BookkeepingRules;
import io.quill.platform.settings.StoreSettings;
import io.quill.platform.settings.StoreSettings.Backend;
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

/** Opens the store that the settings name. */
public final class StoreFactory {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFactory.class);

    private StoreFactory() {}

    /** Opens the spool file of a remote store; a local store needs none. */
    static Optional<DataStore> spool(StoreSettings settings, InstantSource clock) {
        return switch (settings.backend()) {
            case Backend.Sqlite _ -> Optional.empty();
            case Backend.Dynamo _ ->
                    Optional.of(SqliteStore.open(settings.directory().resolve("spool.db"), clock));
        };
    }

    public static DataStore open(StoreSettings settings, InstantSource clock) {
        return switch (settings.backend()) {
            case Backend.Sqlite _ ->
                    SqliteStore.open(
                            settings.directory().resolve("quill.db"),
                            clock,
                            BookkeepingRules.forSingleProcess());
            case Backend.Dynamo(var table, var region, var endpoint) -> {
                DynamoSettings where = new DynamoSettings(table, region, endpoint);
                if (endpoint.isPresent()) {
                    provisionIfThere(where);
                }
                yield DynamoStore.open(where, clock, BookkeepingRules.forSharedStore());
            }
        };
    }

    /** Creates what the backend lacks, and says what was done. */
    public static String provision(StoreSettings settings) {
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

    /** Creates the table of a development endpoint; if it is away, the spool holds what arrives. */
    private static void provisionIfThere(DynamoSettings where) {
        try (DynamoTable table = DynamoTable.at(where)) {
            table.provision();
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.UNAVAILABLE) {
                throw e;
            }
            LOG.warn(
                    "Could not reach the DynamoDB table; Quill starts, and the "
                            + "spool holds deliveries: {}",
                    e.getMessage());
        }
    }
}
